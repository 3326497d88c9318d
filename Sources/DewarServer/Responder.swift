package import DewarHTTP

/// Whoever answers requests. The server calls it on the event loop of the request's connection; it knows nothing
/// else of it.
package protocol Responder: Sendable {
    func respond(to request: Request) -> Reply
}

/// An answer that is there, or one that takes time.
package enum Reply {
    /// A view that did not suspend: nothing was allocated, no task was made.
    case now(Response)
    /// Run as a task on the connection's event loop; cancelled when the client goes away.
    case later(@Sendable () async -> Response)
}
