public import DewarHTTP
internal import DewarServer
import Synchronization

/// Asks an app, in memory or over a socket, and keeps the cookies that it sets (Flask: test_client).
///
/// ```swift
/// let client = app.testClient()
/// let response = try await client.post("/tasks", json: Todo(title: "write"))
/// #expect(response.status == 201)
/// #expect(try response.json(as: Todo.self).title == "write")
/// ```
/// Each client has its own cookies; nothing is shared with another client or another app.
public final class TestClient: Sendable {
    let app: App
    private let transport: any TestTransport
    private let state: Mutex<State>

    private struct State: Sendable {
        var jar = CookieJar()
        var headers: Headers
    }

    init(_ app: App, _ transport: any TestTransport, headers: Headers) {
        self.app = app
        self.transport = transport
        state = Mutex(State(headers: headers))
    }

    /// Sends GET; `query` is added to the path.
    public func get(
        _ path: String, query: KeyValuePairs<String, String> = [:], headers: Headers = [:],
        followingRedirects: Bool = false
    ) async throws -> TestResponse {
        try await send(.get, path, query: query, headers: headers, followingRedirects: followingRedirects)
    }

    /// Sends HEAD.
    public func head(_ path: String, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.head, path, headers: headers)
    }

    /// Sends POST with a body: bytes, JSON, a form, or a form with files.
    public func post(
        _ path: String, _ body: TestBody = .none, headers: Headers = [:], followingRedirects: Bool = false
    ) async throws -> TestResponse {
        try await send(.post, path, body, headers: headers, followingRedirects: followingRedirects)
    }

    /// Sends POST with a value as JSON.
    public func post(_ path: String, json value: some Encodable, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.post, path, .json(value), headers: headers)
    }

    /// Sends POST with a form, as a browser sends it.
    public func post(
        _ path: String, form: KeyValuePairs<String, String>, headers: Headers = [:], followingRedirects: Bool = false
    ) async throws -> TestResponse {
        try await send(.post, path, .form(form), headers: headers, followingRedirects: followingRedirects)
    }

    /// Sends PUT.
    public func put(_ path: String, _ body: TestBody = .none, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.put, path, body, headers: headers)
    }

    /// Sends PUT with a value as JSON.
    public func put(_ path: String, json value: some Encodable, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.put, path, .json(value), headers: headers)
    }

    /// Sends PATCH.
    public func patch(_ path: String, _ body: TestBody = .none, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.patch, path, body, headers: headers)
    }

    /// Sends DELETE.
    public func delete(_ path: String, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.delete, path, headers: headers)
    }

    /// Sends OPTIONS.
    public func options(_ path: String, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.options, path, headers: headers)
    }

    /// The cookies that would be sent to `/` now, by name.
    public var cookies: [String: String] {
        get { state.withLock { Dictionary($0.jar.cookies(for: "/")) { $1 } } }
        set { state.withLock { $0.jar = CookieJar(newValue) } }
    }

    /// Header fields that go with every request, such as `Authorization`.
    public var headers: Headers {
        get { state.withLock { $0.headers } }
        set { state.withLock { $0.headers = newValue } }
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - followingRedirects: Go on to where redirects lead, at most twenty times; 307 and 308 repeat method and body,
    ///     the others become GET. The answers on the way are in `history`.
    /// - Throws: `SetUpError` if the app cannot start.
    public func send(
        _ method: Method, _ path: String, _ body: TestBody = .none, query: KeyValuePairs<String, String> = [:],
        headers: Headers = [:], followingRedirects: Bool = false
    ) async throws -> TestResponse {
        let queryText = QueryString.encode(query.map { ($0.key, $0.value) })
        var step = TestStep(
            method: method, target: path + (queryText.isEmpty ? "" : (path.contains("?") ? "&" : "?") + queryText),
            body: body)
        var history: [TestResponse] = []
        while true {
            let response = try await exchange(step, headers)
            guard followingRedirects, history.count < 20, let next = step.redirected(by: response) else {
                return TestResponse(response, history: history)
            }
            history.append(response)
            step = next
        }
    }

    private func exchange(_ step: TestStep, _ headers: Headers) async throws -> TestResponse {
        let encoded = try step.body.encoded()
        let fields = state.withLock { state in
            var fields: Headers = ["Host": "localhost"]
            for (name, value) in state.headers.pairs { fields[name] = value }
            if let cookies = state.jar.field(for: step.path) { fields["Cookie"] = cookies }
            if let type = encoded.contentType { fields["Content-Type"] = type }
            if !encoded.bytes.isEmpty { fields["Content-Length"] = String(encoded.bytes.count) }
            for (name, value) in headers.pairs { fields[name] = value }
            return fields
        }
        try await app.open()
        let response = try await transport.send(step.method, step.target, fields, encoded.bytes)
        takeCookies(response.headers, from: step.path)
        return response
    }

    /// Ends the app as its last answer would: the functions of `onStop` run, once for all of its clients. A further request
    /// opens it anew.
    ///
    /// ```swift
    /// let response = try await client.get("/")
    /// await client.close()
    /// ```
    public func close() async { await app.close() }

    /// The header fields with the cookies that a request for this path would bring.
    func cookieField(for path: String) -> Headers {
        guard let cookies = state.withLock({ $0.jar.field(for: path) }) else { return [:] }
        return ["Cookie": cookies]
    }

    /// Keeps the cookies that an answer sets.
    func takeCookies(_ headers: Headers, from path: String) {
        state.withLock { $0.jar.take(headers.all("Set-Cookie"), from: path) }
    }
}

/// How a test client reaches its app. Tests can be run for both: `@Test(arguments: TestConnection.allCases)`.
public enum TestConnection: Sendable, CaseIterable {
    /// The app is called as a function: no socket, no parsing.
    case memory
    /// The app is served on a free port of this machine while the client lives: everything is as it will be, but slower.
    case socket
}

extension App {
    /// A client that asks this app, in memory or over a socket (Flask: test_client). The app starts with the first request
    /// of its first client, `onStart` included.
    ///
    /// - Parameter headers: fields that go with every request.
    public func testClient(headers: Headers = [:], over connection: TestConnection = .memory) -> TestClient {
        switch connection {
        case .memory: TestClient(self, MemoryTransport(app: self), headers: headers)
        case .socket: TestClient(self, SocketTransport(app: self), headers: headers)
        }
    }
}
