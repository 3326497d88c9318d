import Dewar
import DewarHTTP
import Testing

@Suite("Before a WebSocket opens") struct WebSocketHookTests {
    private static let handshake: Headers = [
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ]

    /// An app whose socket is for users only.
    private func app(_ store: (any SessionStore)? = nil, _ register: (App) -> Void) -> App {
        let app = App()
        app.config.secretKey = "only for this test"
        app.sessionStore = store
        app.get("/login") { request in
            request.session["user"] = "ada"
            return "in"
        }
        register(app)
        app.webSocket("/echo") { socket in
            for await message in socket { try await socket.send(message.text ?? "") }
        }
        return app
    }

    private static func guards(_ request: Request) throws {
        guard request.session["user"] != nil || request.path == "/login" else { try abort(403) }
    }

    @Test("a hook may refuse it, in memory and over a socket", arguments: TestConnection.allCases)
    func plain(_ connection: TestConnection) async throws {
        let client = app { $0.before(Self.guards) }.testClient(over: connection)
        #expect(try await client.get("/echo", headers: Self.handshake).status == 403)
        _ = try await client.get("/login")
        #expect(try await client.get("/echo", headers: ["Upgrade": "websocket"]).status == 426)
    }

    @Test("a hook that waits may too, and sees a session that is in a store", arguments: TestConnection.allCases)
    func waiting(_ connection: TestConnection) async throws {
        let app = app(MemorySessionStore()) { app in
            app.before { request async throws in
                await Task.yield()
                try Self.guards(request)
            }
        }
        let client = app.testClient(over: connection)
        #expect(try await client.get("/echo", headers: Self.handshake).status == 403)
    }

    @Test("it opens where no hook is against it")
    func opens() async throws {
        let client = app(MemorySessionStore()) { $0.before(Self.guards) }.testClient()
        _ = try await client.get("/login")
        let answer = try await client.get("/echo", headers: Self.handshake)
        #expect(answer.status == 101)
        #expect(answer.headers["Sec-WebSocket-Accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test("an error of a hook is answered by the app's handlers")
    func handled() async throws {
        struct Closed: Error {}
        let app = app { app in
            app.before { _ in throw Closed() }
            app.onError(Closed.self) { _, _ in Response("closed", status: 503) }
        }
        let answer = try await app.testClient().get("/echo", headers: Self.handshake)
        #expect(answer.status == 503 && answer.text == "closed")
    }
}
