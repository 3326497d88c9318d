import Dewar
import Testing

private struct Todo: Codable, Equatable { var title: String }

private func app(key: String = "secret") -> App {
    let app = App()
    let todos = Shared([Todo]())
    app.config.secretKey = key
    app.get("/me") { request in request.session["user"] ?? "nobody" }
    app.get("/login/<name>") { (request, name: String) in
        request.session["user"] = name
        return redirect("/me")
    }
    app.get("/todos") { _ in todos.value }
    app.post("/todos") { request async throws in
        let todo = try await request.json(as: Todo.self)
        todos.withLock { $0.append(todo) }
        return Response(json: todo, status: 201, headers: ["X-Kind": "test"])
    }
    app.post("/form") { request async throws in "\(try await request.form()["title"] ?? "none")" }
    app.post("/upload") { request async throws in
        guard let file = try await request.files()["file"] else { try abort(400) }
        return "\(file.filename): \(try file.text())"
    }
    app.get("/agent") { request in request.headers["User-Agent"] }
    app.get("/stream") { _ in Response.stream { write in for i in 0..<3 { try await write("\(i)") } } }
    app.get("/fails") { _ -> String in throw CancellationError() }
    app.post("/flash") { request in
        request.flash("Saved.", category: "info")
        return "ok"
    }
    return app
}

@Suite("The test client") struct TestClientTests {
    @Test("sends JSON and reads it", arguments: TestConnection.allCases)
    func json(_ connection: TestConnection) async throws {
        let client = app().testClient(over: connection)
        let made = try await client.post("/todos", json: Todo(title: "write"))
        #expect(made.status == 201 && made.headers["X-Kind"] == "test")
        #expect(try await client.get("/todos").json(as: [Todo].self) == [Todo(title: "write")])
        #expect(try await client.post("/todos", .text("{")).status == 415)
    }

    @Test("keeps cookies and follows redirects when told to", arguments: TestConnection.allCases)
    func cookies(_ connection: TestConnection) async throws {
        let client = app().testClient(over: connection)
        let stays = try await client.get("/login/ada")
        #expect(stays.status == 302 && stays.location == "/me")
        let followed = try await client.get("/login/grace", followingRedirects: true)
        #expect(followed.text == "grace" && followed.history.map(\.status.code) == [302])
        #expect(client.cookies["session"] != nil)
    }

    @Test("sends forms, files and header fields", arguments: TestConnection.allCases)
    func forms(_ connection: TestConnection) async throws {
        let client = app().testClient(headers: ["User-Agent": "test/1"], over: connection)
        #expect(try await client.post("/form", form: ["title": "a & ü"]).text == "a & ü")
        let file = TestFile("file", filename: "a.txt", "hello")
        #expect(try await client.post("/upload", .form([:], files: [file])).text == "a.txt: hello")
        #expect(try await client.get("/agent").text == "test/1")
        #expect(try await client.get("/agent", headers: ["User-Agent": "test/2"]).text == "test/2")
    }

    @Test("reads streams to their end, HEAD without a body, and errors", arguments: TestConnection.allCases)
    func bodies(_ connection: TestConnection) async throws {
        let client = app().testClient(over: connection)
        #expect(try await client.get("/stream").text == "012")
        let head = try await client.head("/me")
        #expect(head.status == 200 && head.body.isEmpty)
        #expect(try await client.get("/fails").status == 500)
        #expect(try await client.get("/nowhere").status == 404)
    }

    @Test("shares nothing with another client or another app", arguments: TestConnection.allCases)
    func leaks(_ connection: TestConnection) async throws {
        let shared = app()
        let ada = shared.testClient(over: connection)
        let grace = shared.testClient(over: connection)
        _ = try await ada.get("/login/ada")
        ada.headers["User-Agent"] = "ada's"
        #expect(try await ada.get("/me").text == "ada")
        #expect(try await grace.get("/me").text == "nobody")
        #expect(try await grace.get("/agent").text != "ada's")
        _ = try await ada.post("/todos", json: Todo(title: "write"))
        #expect(try await app().testClient(over: connection).get("/todos").text == "[]\n")
    }

    @Test("opens the session between requests", arguments: TestConnection.allCases)
    func sessionTransaction(_ connection: TestConnection) async throws {
        let client = app().testClient(over: connection)
        try await client.sessionTransaction { session in session["user"] = "ada" }
        #expect(try await client.get("/me").text == "ada")
        _ = try await client.get("/login/grace")
        let user = try await client.sessionTransaction { session in session["user"] }
        #expect(user == "grace")
    }

    @Test("runs what onStart says before the first request, once", arguments: TestConnection.allCases)
    func onStart(_ connection: TestConnection) async throws {
        let app = app()
        let starts = Shared(0)
        app.onStart { starts.withLock { $0 += 1 } }
        _ = try await app.testClient(over: connection).get("/me")
        _ = try await app.testClient(over: connection).get("/me")
        #expect(starts.value == 1)
    }

    @Test("runs what onStop says when it is closed, the last one first, once", arguments: TestConnection.allCases)
    func onStop(_ connection: TestConnection) async throws {
        let app = app()
        let steps = Shared([String]())
        app.onStart { steps.withLock { $0.append("start") } }
        app.onStop { steps.withLock { $0.append("close pool") } }
        app.onStop { steps.withLock { $0.append("flush") } }
        let (client, other) = (app.testClient(over: connection), app.testClient(over: connection))
        await client.close()
        #expect(steps.value.isEmpty, "nothing was opened")
        _ = try await client.get("/me")
        _ = try await other.get("/me")
        await client.close()
        await other.close()
        #expect(steps.value == ["start", "flush", "close pool"])
        _ = try await client.get("/me")
        #expect(steps.value.last == "start")
    }

    @Test("shares nothing with those of other apps that are asked at the same time", arguments: TestConnection.allCases)
    func apart(_ connection: TestConnection) async throws {
        let answers = try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            for number in 0..<(connection == .memory ? 64 : 4) {
                group.addTask {
                    let app = app()
                    let key = ContextKey<Int>("number")
                    let heard = Shared(0)
                    app.config["NUMBER"] = "\(number)"
                    app.sessionStore = number.isMultiple(of: 2) ? MemorySessionStore() : nil
                    app.signals.requestFinished.connect { _ in heard.withLock { $0 += 1 } }
                    app.before { request in request.context[key] = number }
                    app.get("/keep") { request in
                        request.session["number"] = number
                        request.flash("\(number)")
                        return "\(request.context[key] ?? -1)"
                    }
                    app.get("/kept") { request in
                        [
                            "\(request.session["number", as: Int.self] ?? -1)", "\(request.context[key] ?? -1)",
                            app.config["NUMBER"] ?? "", request.flashedMessages().map(\.text).joined(),
                            "\(heard.value)",
                        ]
                    }
                    let client = app.testClient(over: connection)
                    #expect(try await client.get("/keep").text == "\(number)")
                    return (number, try await client.get("/kept").json(as: [String].self))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (number, kept) in answers {
            #expect(kept == ["\(number)", "\(number)", "\(number)", "\(number)", "1"])
        }
    }

    @Test("throws what is wrong with the set-up", arguments: TestConnection.allCases)
    func setUp(_ connection: TestConnection) async throws {
        let app = App()
        app.get("/<nothing:x>") { (_, x: String) in x }
        await #expect(throws: SetUpError.self) { try await app.testClient(over: connection).get("/") }
    }
}

@Suite("A session transaction") struct SessionTransactionTests {
    @Test("reaches sessions in a store too")
    func store() async throws {
        let app = app()
        app.sessionStore = MemorySessionStore()
        let client = app.testClient()
        try await client.sessionTransaction { session in session["user"] = "ada" }
        #expect(try await client.get("/me").text == "ada")
    }

    @Test("needs a secret key")
    func key() async throws {
        let client = app(key: "").testClient()
        await #expect(throws: SessionUnavailable.self) {
            try await client.sessionTransaction { session in session["user"] = "ada" }
        }
    }

    @Test("is not needed to hear of flashed messages: the signal tells")
    func flashed() async throws {
        let app = app()
        let heard = Shared([String]())
        let connection = app.signals.messageFlashed.connect { event in
            heard.withLock { $0.append("\(event.category): \(event.message)") }
        }
        let client = app.testClient()
        _ = try await client.post("/flash")
        connection.disconnect()
        _ = try await client.post("/flash")
        #expect(heard.value == ["info: Saved."])
    }
}
