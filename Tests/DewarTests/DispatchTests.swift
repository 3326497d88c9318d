import Dewar
import Testing

private struct User: Codable, Equatable {
    var id: Int
    var name: String
}

@Suite struct DispatchTests {
    @Test("what a view returns decides the answer's type")
    func returns() async throws {
        let app = App()
        app.get("/text") { _ in "Hello" }
        app.get("/user") { _ in User(id: 1, name: "Ada") }
        app.get("/users") { _ in [User(id: 1, name: "Ada")] }
        app.get("/mixed") { _ in ["id": 7, "name": "Ada"] }
        app.get("/bytes") { _ in [UInt8]([1, 2]) }
        app.get("/status") { _ in Status(204) }
        app.get("/nothing") { _ in User?.none }
        app.get("/later") { _ async in
            await Task.yield()
            return "later"
        }
        let client = app.testClient()
        let html = "text/html; charset=utf-8"
        for (path, status, type, text) in [
            ("/text", 200, html, "Hello"), ("/user", 200, "application/json", "{\"id\":1,\"name\":\"Ada\"}\n"),
            ("/users", 200, "application/json", "[{\"id\":1,\"name\":\"Ada\"}]\n"),
            ("/mixed", 200, "application/json", "{\"id\":7,\"name\":\"Ada\"}\n"),
            ("/bytes", 200, "application/octet-stream", "\u{1}\u{2}"), ("/status", 204, html, ""),
            ("/later", 200, html, "later"),
        ] {
            let response = try await client.get(path)
            #expect(response.status.code == status, "\(path)")
            #expect(response.headers["Content-Type"] == type, "\(path)")
            #expect(response.text == text, "\(path)")
        }
        #expect(try await client.get("/nothing").status == 404)
    }

    @Test("arguments come typed, in the rule's order")
    func arguments() async throws {
        enum Size: String, PathConvertible { case small, large }
        let app = App()
        app.get("/a/<int:id>/<name>/<float:x>") { (_, id: Int, name: String, x: Double) in "\(id) \(name) \(x)" }
        app.get("/shirts/<size>") { (_, size: Size) in "\(size)" }
        let client = app.testClient()
        #expect(try await client.get("/a/7/Bo/1.5").text == "7 Bo 1.5")
        #expect(try await client.get("/a/x/Bo/1.5").status == 404)
        #expect(try await client.get("/shirts/small").text == "small")
        #expect(try await client.get("/shirts/huge").status == 404)
    }

    @Test(
        "methods are those that are written so: `get` is none, as RFC 9110 §9.1 has it",
        arguments: TestConnection.allCases)
    func methodCase(connection: TestConnection) async throws {
        let app = App()
        app.get("/") { _ in "Hello" }
        let client = app.testClient(over: connection)
        for method in ["get", "Get", "FROB"] {
            let refused = try await client.send(Method(method), "/")
            #expect(refused.status == 405, "\(method)")
            #expect(refused.headers["Allow"] == "GET, HEAD, OPTIONS", "\(method)")
            #expect(try await client.send(Method(method), "/missing").status == 404, "\(method)")
        }
    }

    @Test("a path that answers other methods is 405 with all of them, and OPTIONS tells them")
    func methods() async throws {
        let app = App()
        app.get("/both") { _ in "get" }
        app.post("/both", options: [.automaticOptions(false)]) { _ in "post" }
        app.get("/quiet", options: [.automaticOptions(false)]) { _ in "quiet" }
        let client = app.testClient()
        let refused = try await client.put("/both")
        #expect(refused.status == 405)
        #expect(refused.headers["Allow"] == "GET, HEAD, OPTIONS, POST")
        let options = try await client.options("/both")
        #expect(options.status == 200)
        #expect(options.headers["Allow"] == "GET, HEAD, OPTIONS, POST")
        #expect(options.text == "")
        #expect(try await client.options("/quiet").status == 405)
        #expect(try await client.head("/both").text == "")
    }

    @Test("a rule with a slash redirects from the URL without it, query kept")
    func slashes() async throws {
        let app = App()
        app.get("/branch/") { _ in "branch" }
        let client = app.testClient()
        let response = try await client.get("/branch?a=1")
        #expect(response.status == 308)
        #expect(response.location == "http://localhost/branch/?a=1")
        let followed = try await client.send(.get, "/branch", followingRedirects: true)
        #expect(followed.text == "branch")
        #expect(followed.history.map(\.status) == [308])
    }

    @Test("one view can have several rules, the defaults of one redirecting to the other")
    func alsoRules() async throws {
        let app = App()
        app.get("/page/<int:n>", name: "page", options: [.also("/page/", defaults: ["n": 1])]) { (_, n: Int) in
            "page \(n)"
        }
        app.get("/link/<int:n>") { (request, n: Int) in try request.urlFor("page", ["n": n]) }
        let client = app.testClient()
        #expect(try await client.get("/page/").text == "page 1")
        #expect(try await client.get("/page/3").text == "page 3")
        #expect(try await client.get("/page/1").location == "http://localhost/page/")
        #expect(try await client.get("/link/1").text == "/page/")
        #expect(try await client.get("/link/2").text == "/page/2")
    }

    @Test("a view that blocks answers like any other")
    func blocking() async throws {
        let app = App()
        app.get("/slow", options: [.blocking]) { _ in "done" }
        #expect(try await app.testClient().get("/slow").text == "done")
    }

    @Test("the default error page says what Werkzeug's says")
    func errorPage() async throws {
        let app = App()
        app.get("/teapot") { _ -> String in try abort(418, "short & <stout>") }
        app.get("/busy") { _ -> String in try abort(503, headers: ["Retry-After": "120"]) }
        app.get("/finished") { _ -> String in try abort(Response("from a response", status: 402)) }
        let client = app.testClient()
        let teapot = try await client.get("/teapot")
        #expect(teapot.status == 418)
        #expect(teapot.text.contains("<title>418 I&#39;m a teapot</title>"))
        #expect(teapot.text.contains("<p>short &amp; &lt;stout&gt;</p>"))
        #expect(try await client.get("/busy").headers["Retry-After"] == "120")
        #expect(try await client.get("/finished").text == "from a response")
    }
}
