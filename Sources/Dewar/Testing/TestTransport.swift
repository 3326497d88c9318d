internal import DewarHTTP
internal import DewarServer

/// How a test client reaches an app.
protocol TestTransport: Sendable {
    func send(_ method: Method, _ target: String, _ headers: Headers, _ body: [UInt8]) async throws -> TestResponse
}

/// Calls the app directly; no socket, no parsing.
struct MemoryTransport: TestTransport {
    let app: App

    func send(_ method: Method, _ target: String, _ headers: Headers, _ body: [UInt8]) async throws -> TestResponse {
        try app.start()
        let request = Request(
            method: method, target: target, headers: headers, body: RequestBody(body), peer: "127.0.0.1")
        let response =
            switch app.respond(to: request) {
            case .now(let response): response
            case .later(let answer): await answer()
            case .blocking(let answer): answer()
            case .webSocket(let upgrade): await handshake(request, upgrade)
            case .handOver: Response(status: 404)
            }
        let bytes = try await response.wholeBody()
        let hasBody = method != .head && ![204, 304].contains(response.status.code)
        return TestResponse(response.status, response.headers, hasBody ? bytes : [])
    }

    /// In memory, a WebSocket gets no further than its handshake.
    private func handshake(_ request: Request, _ upgrade: WebSocketUpgrade) async -> Response {
        switch WebSocketHandshake.judge(request) {
        case .accepted(let key):
            await upgrade.refuses?() ?? Response(status: 101, headers: ["Sec-WebSocket-Accept": key])
        case .refused(let response): response
        }
    }
}

extension Response {
    /// The body as the server would send it.
    fileprivate func wholeBody() async throws -> [UInt8] {
        switch body {
        case .empty: return []
        case .string(let text): return Array(text.utf8)
        case .bytes(let bytes): return bytes
        case .file(let part): return try FileReader.read(part)
        case .stream(let stream):
            let pieces = Shared([UInt8]())
            try await stream.produce { piece in pieces.withLock { $0 += piece } }
            return pieces.value
        }
    }
}
