import Dewar
import DewarHTTP
import DewarLinux
import Testing

// What somebody who comes from Flask writes on the first day: the corpus' app.swift, asked in memory what its requests.json asks.

private struct Message: Codable { var message: String }

private struct User: Codable {
    var id: Int
    var name: String
    var email: String?
}

private enum Level: String, Codable { case low, high }

private struct Todo: Codable {
    var title: String
    var level: Level = .low
}

private struct NotEnough: Error {}

private let users = [User(id: 1, name: "Ada"), User(id: 2, name: "Grace", email: "grace@navy.mil")]

private func find(_ id: Int) async -> User? { users.first { $0.id == id } }
private func about(_ request: Request) -> String { "about \(request.path)" }
private func shout(_ request: Request, word: String) throws -> String { word.uppercased() }

private func firstDay(root: String) -> App {
    let app = App(root: root)
    let visits = Shared(0)
    let tasks = Shared([Todo]())

    // Text is HTML.
    app.get("/") { _ in "Hello World" }
    app.get("/about", about)
    app.get("/shout/<word>", shout)
    app.get("/if") { _ in if users.isEmpty { "none" } else { "some" } }
    app.get("/later") { _ async in
        await Task.yield()
        return "later"
    }

    // What is Encodable is JSON, with sorted keys; a dictionary literal may mix its values.
    app.get("/message") { _ in Message(message: "Hello from Dewar") }
    app.get("/users") { _ in users }
    app.get("/names") { _ in users.map(\.name) }
    app.get("/same") { _ in ["b": 2, "a": 1] }
    app.get("/mixed") { _ in ["id": 7, "name": "Ada", "tags": ["x", "y"], "ok": true, "ratio": 0.5] }
    app.get("/echo/<int:id>/<name>") { (_, id: Int, name: String) in ["id": id, "name": name] }
    app.get("/half/<float:x>") { (_, x: Double) in ["half": x / 2] }
    app.get("/nested") { _ in ["user": users[1], "count": users.count] }
    app.get("/steps") { request in
        let n = users.count
        return ["n": n, "path": request.path]
    }

    // Nothing found is 404, in whichever way it is said.
    app.get("/users/<int:id>") { (_, id: Int) in await find(id) }
    app.get("/nickname/<name>") { (_, name: String) in users.first { $0.name == name }?.email }
    app.get("/gone/<int:id>") { (_, id: Int) async throws -> Response in
        guard let user = await find(id) else { try abort(404) }
        return Response("found \(user.name)")
    }
    app.get("/teapot") { _ in
        if users.count < 5 { try abort(418, "short and stout") }
        return "never"
    }

    // Status and headers.
    app.post("/tasks") { request async throws in
        let task = try await request.json(as: Todo.self)
        tasks.withLock { $0.append(task) }
        return Response(json: task, status: 201, headers: ["Location": "/tasks/\(tasks.value.count)"])
    }
    app.get("/tasks") { _ in tasks.value }
    app.get("/old") { _ in redirect("/users") }
    app.get("/made") { _ in Response("made", status: 201, headers: ["X-Kind": "test"]) }
    app.delete("/tasks") { _ in
        tasks.withLock { $0.removeAll() }
        return Response(status: 204)
    }

    // The request's parts.
    app.get("/search") { request in
        "q=\(request.args["q"] ?? "nothing") page=\(request.args["page", as: Int.self] ?? 1)"
    }
    app.post("/form") { request async throws in
        let form = try await request.form()
        return "\(form["title"] ?? "untitled") by \(form["author"] ?? "nobody")"
    }
    app.route("/both", methods: ["GET", "POST"]) { request in request.method.rawValue }
    app.get("/agent") { request in request.headers["User-Agent"] ?? "none" }
    app.get("/cookie") { request in request.cookies["theme"] ?? "plain" }

    // State that requests share.
    app.get("/visits") { _ in
        let n = visits.withLock { n in
            n += 1
            return n
        }
        return "visits \(n)"
    }

    // Templates, hooks, errors, sessions, blueprints.
    app.config.secretKey = "only for this test"
    app.get("/hello/<name>") { (_, name: String) in
        render("hello.html", ["name": name, "users": users, "count": users.count])
    }
    app.get("/fails") { _ -> String in throw NotEnough() }
    app.onError(NotEnough.self) { _, _ in Response("not enough", status: 409) }
    app.onError(404) { request, _ in Response("nothing at \(request.path)", status: 404) }
    app.before { request in
        if request.path == "/closed" { return Response("closed", status: 503) }
        return nil
    }
    app.after { _, response in response.headers["X-Served-By"] = "dewar" }
    app.get("/login/<name>") { (request, name: String) in
        request.session["user"] = name
        return "hello \(name)"
    }
    app.get("/me") { request in request.session["user"] ?? "nobody" }

    let admin = Blueprint("admin", prefix: "/admin")
    admin.get("/") { _ in "admin index" }
    admin.get("/users/<int:id>", name: "user") { (_, id: Int) in "admin sees \(id)" }
    app.register(admin)
    app.get("/link") { request in try request.urlFor("admin.user", ["id": 5, "tab": "log"]) }
    return app
}

private struct Case: Decodable {
    var method: String
    var path: String
    var status: Int
    var headers: [String: String]?
    var body: String?
    var text: String?
    var json: JSONValue?
    var type: String?
    var contains: String?
    var response_headers: [String: JSONValue]?
    var keep_cookies: Bool?
    var send_cookies: Bool?
}

@Suite struct FirstDayTests {
    @Test("every form of the first day answers as Flask does")
    func answers() async throws {
        let folder = "\(#filePath)".replacing("/DewarTests/FirstDayTests.swift", with: "/Fixtures/conformance/views")
        let cases = try JSON.decode([Case].self, from: try Files.read(folder + "/requests.json"))
        let app = firstDay(root: folder)
        let client = app.testClient()
        for one in cases {
            if one.send_cookies != true { client.cookies = [:] }
            var headers = Headers()
            for (name, value) in one.headers ?? [:] { headers[name] = value }
            let answer = try await client.send(
                Method(one.method), one.path,
                one.body.map { .text($0, contentType: headers["Content-Type"] ?? "text/plain") } ?? .none,
                headers: headers)
            let what: Comment = "\(one.method) \(one.path): \(answer.text)"
            #expect(answer.status.code == one.status, what)
            if let text = one.text { #expect(answer.text == text, what) }
            if let json = one.json { #expect(try answer.json() == json, what) }
            if let type = one.type { #expect(answer.mimetype == type.prefix { $0 != ";" }, what) }
            if let part = one.contains { #expect(answer.text.contains(part), what) }
            for (name, wanted) in one.response_headers ?? [:] where name != "Location" {
                let got = answer.headers[name] ?? ""
                let list = got.split(separator: ", ").map { JSONValue.string(String($0)) }
                #expect(wanted == .string(got) || wanted == .array(list), what)
            }
        }
        #expect(cases.count == 61)
    }
}
