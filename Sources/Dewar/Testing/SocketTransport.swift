internal import DewarHTTP
internal import DewarLinux
internal import DewarServer
import Synchronization

/// Asks an app over a real socket: a server on a free port of this machine, for as long as the client lives.
final class SocketTransport: TestTransport {
    private let app: App
    /// Made with the first request, so that a set-up that is wrong is thrown where a test awaits it.
    private let server = Mutex<Server?>(nil)

    init(app: App) { self.app = app }

    deinit {
        guard let server = server.withLock({ $0 }) else { return }
        // The first call lets requests end, the second does not wait for them.
        server.stop()
        server.stop()
        server.waitUntilStopped()
    }

    func send(_ method: Method, _ target: String, _ headers: Headers, _ body: [UInt8]) async throws -> TestResponse {
        let address = try startedServer().addresses[0]
        let bytes = SocketTransport.head(method, target, headers) + body
        // Waiting for a socket would hold up the threads that tasks share.
        let answer = try await withCheckedThrowingContinuation { continuation in
            do {
                try Thread.start("test client") {
                    continuation.resume(with: Result { try SocketTransport.exchange(bytes, address) })
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
        return try SocketAnswer(answer, to: method).response
    }

    private func startedServer() throws -> Server {
        try server.withLock { server in
            if let server { return server }
            try app.start()
            var options = ServerOptions(listeners: [.address(.ip4(host: "127.0.0.1", port: 0))])
            options.handlesSignals = false
            options.limits.lingerMilliseconds = 200
            options.limits.drainMilliseconds = 0
            let started = try Server(options, responder: app)
            try started.start()
            server = started
            return started
        }
    }

    /// The request's head (RFC 9112 §3). The connection serves this request alone, so the answer ends where it does.
    private static func head(_ method: Method, _ target: String, _ headers: Headers) -> [UInt8] {
        var text = "\(method.rawValue) \(target) HTTP/1.1\r\n"
        for (name, value) in headers.pairs { text += "\(name): \(value)\r\n" }
        return Array("\(text)Connection: close\r\n\r\n".utf8)
    }

    private static func exchange(_ request: [UInt8], _ address: SocketAddress) throws -> [UInt8] {
        let socket = try Socket.connect(to: address)
        var rest = request[...]
        while !rest.isEmpty {
            // A server that refuses a body answers before it has read all of it.
            guard
                case .moved(let count) = rest.withUnsafeBufferPointer({
                    Socket.send(socket.raw, $0.baseAddress!, count: $0.count)
                })
            else { break }
            rest = rest.dropFirst(count)
        }
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case .moved(let count) = piece.withUnsafeMutableBufferPointer({
            Socket.read(socket.raw, into: $0.baseAddress!, count: $0.count)
        }), count > 0 {
            answer += piece[..<count]
        }
        return answer
    }
}
