import DewarHTTP
import DewarLinux
import DewarServer

/// A responder made of a closure.
final class Answering: Responder {
    let answer: @Sendable (Request) -> Reply

    init(_ answer: @escaping @Sendable (Request) -> Reply) { self.answer = answer }

    func respond(to request: Request) -> Reply { answer(request) }
}

extension Response {
    static func text(_ text: String, status: Status = 200) -> Response {
        Response(text, status: status, headers: ["Content-Type": "text/plain"])
    }
}

/// Runs a server on a free port for the time of the body.
func withServer(
    workers: Int = 1, limits: (inout ServerLimits) -> Void = { _ in },
    options: (inout ServerOptions) -> Void = { _ in },
    answering answer: @escaping @Sendable (Request) -> Reply, _ body: (Server, SocketAddress) async throws -> Void
) async throws {
    var all = ServerOptions(listeners: [.address(.ip4(host: "127.0.0.1", port: 0))])
    all.handlesSignals = false
    all.workers = workers
    all.limits.drainMilliseconds = 50
    all.limits.lingerMilliseconds = 500
    limits(&all.limits)
    options(&all)
    let server = try Server(all, responder: Answering(answer))
    try server.start()
    do {
        try await body(server, server.addresses[0])
    } catch {
        server.stop()
        server.waitUntilStopped()
        throw error
    }
    server.stop()
    server.stop()
    server.waitUntilStopped()
}
