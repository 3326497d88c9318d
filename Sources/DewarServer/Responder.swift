package import DewarHTTP
package import DewarLinux

/// Whoever answers requests. The server calls it on the event loop of the request's connection; it knows nothing
/// else of it.
package protocol Responder: AnyObject, Sendable {
    func respond(to request: Request) -> Reply
}

/// An answer that is there, or one that takes time.
package enum Reply {
    /// It goes on where its caller runs: going to the loop's executor, of which a task asks the runtime, would cost at each end.
    package typealias Making = nonisolated(nonsending) @Sendable () async -> Response

    /// A view that did not suspend: nothing was allocated, no task was made.
    case now(Response)
    /// Run as a task on the connection's event loop; cancelled when the client goes away.
    case later(Making)
    /// Run on a thread of its own, for views that wait without suspending; the loop goes on meanwhile.
    case blocking(@Sendable () -> Response)
    /// The connection becomes a WebSocket, or is told that it should.
    case webSocket(WebSocketUpgrade)
    /// The connection leaves the server, which forgets it without closing it.
    case handOver(HandOver)
}

/// Takes a connection out of the server, with every byte read of it since the request began, head included.
package typealias HandOver = @Sendable (_ connection: consuming Descriptor, _ bytes: [UInt8]) -> Void
