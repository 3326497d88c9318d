import Dewar
import DewarHTTP
import Testing

@Suite("Sessions in an app")
struct SessionInAppTests {
    static func app(store: (any SessionStore)? = nil, key: String = "secret") -> App {
        let app = App()
        app.config.secretKey = key
        app.sessionStore = store
        app.get("/login/<name>") { (request, name: String) in
            request.session["user"] = name
            request.session["logins", default: 0] += 1
            return "hello \(name)"
        }
        app.get("/me") { request in request.session["user"] ?? "nobody" }
        app.get("/count") { request in "\(request.session["logins"] ?? 0)" }
        app.get("/later") { request async in
            await Task.yield()
            return request.session["user"] ?? "nobody"
        }
        app.get("/logout") { request in
            request.session.clear()
            return "bye"
        }
        app.get("/stay") { request in
            request.session.isPermanent = true
            return "ok"
        }
        app.get("/plain") { _ in "plain" }
        app.get("/flash") { request in
            request.flash("Saved.")
            request.flash("Careful!", category: "warning")
            return "ok"
        }
        app.get("/messages") { request in
            let again = request.flashedMessages(categories: ["warning"]).count
            return request.flashedMessages().map { "\($0.category): \($0.text)" }.joined(separator: ", ") + " \(again)"
        }
        return app
    }

    @Test("lasts from one request to the next, in cookies and in a store", arguments: [false, true])
    func lasts(_ usesStore: Bool) async throws {
        let client = SessionInAppTests.app(store: usesStore ? MemorySessionStore() : nil).testClient()
        #expect(try await client.get("/me").text == "nobody")
        #expect(try await client.get("/login/ada").text == "hello ada")
        #expect(try await client.get("/me").text == "ada")
        #expect(try await client.get("/later").text == "ada")
        _ = try await client.get("/login/grace")
        #expect(try await client.get("/count").text == "2")
        _ = try await client.get("/logout")
        #expect(try await client.get("/me").text == "nobody")
    }

    @Test("keeps flashed messages until a page shows them, and gives them once", arguments: [false, true])
    func flashes(_ usesStore: Bool) async throws {
        let client = SessionInAppTests.app(store: usesStore ? MemorySessionStore() : nil).testClient()
        _ = try await client.get("/flash")
        _ = try await client.get("/plain")
        #expect(try await client.get("/messages").text == "message: Saved., warning: Careful! 1")
        #expect(try await client.get("/messages").text == " 0")
    }

    @Test("sends the cookie of a permanent session also where no view asks for it")
    func permanent() async throws {
        let client = SessionInAppTests.app().testClient()
        #expect(try await client.get("/plain").headers["Set-Cookie"] == nil)
        _ = try await client.get("/login/ada")
        #expect(try await client.get("/plain").headers["Set-Cookie"] == nil)
        _ = try await client.get("/stay")
        #expect(try await client.get("/plain").headers["Set-Cookie"]?.contains("Expires=") == true)
    }

    @Test("answers 500 where something is set without a secret key")
    func unavailable() async throws {
        let client = SessionInAppTests.app(key: "").testClient()
        #expect(try await client.get("/me").text == "nobody")
        #expect(try await client.get("/login/ada").status == 500)
    }
}
