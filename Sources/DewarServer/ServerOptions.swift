package import DewarHTTP
package import DewarLinux

/// How a server listens and what it takes.
package struct ServerOptions: Sendable {
    /// A place where connections come in.
    package enum Listener: Sendable {
        case address(SocketAddress)
        /// A listening socket that another process has opened (LISTEN_FDS); the server closes it at the end.
        case inherited(Int32)
    }

    package var listeners: [Listener]
    /// The number of event loops, a thread each.
    package var workers = 1
    package var limits = ServerLimits()
    package var wire = WireLimits()
    /// SIGTERM and SIGINT stop the server gracefully, a second one at once.
    package var handlesSignals = true
    /// Each answer says `Connection: close`, as development wants it: the next request meets the next program.
    package var closesAfterEachResponse = false
    /// Nil for no access log.
    package var accessLog: AccessLogOptions?
    /// Keeps `RequestsInProgress`, for a handler of crashes.
    package var recordsRequests = false
    /// Told once of each view that keeps its loop busy for `slowViewMilliseconds`, on a thread of its own.
    package var onSlowView: (@Sendable (SlowView) -> Void)?
    package var slowViewMilliseconds = 500
    /// Called once, from the first loop's thread, before the first connection is accepted. Connections wait in the kernel's
    /// queue while it runs.
    package var onReady: (@Sendable () -> Void)?
    /// Called once, from the first loop's thread, when the server is stopping and accepts nothing more.
    package var onStoppedAccepting: (@Sendable () -> Void)?

    package init(listeners: [Listener] = []) { self.listeners = listeners }
}

/// Times and amounts, apart from those of the message itself (`WireLimits`). Times are in milliseconds.
package struct ServerLimits: Sendable, Hashable {
    /// From a request's first byte to the end of its head; then 408.
    package var headerMilliseconds = 10_000
    /// The longest pause within a body; then 408.
    package var bodyPauseMilliseconds = 30_000
    /// How long a connection may wait for its next request.
    package var idleMilliseconds = 75_000
    /// The longest time in which a client takes nothing of an answer.
    package var writeStallMilliseconds = 30_000
    /// How long a WebSocket may be silent before the server asks whether its client is there.
    package var pingMilliseconds = 30_000
    /// How long the server still reads after it has ended a connection itself, so that its last answer arrives.
    package var lingerMilliseconds = 2_000
    /// After a stop, how long idle connections may still send one more request.
    package var drainMilliseconds = 1_500
    /// After a stop, how long requests in flight may take.
    package var stopMilliseconds = 30_000
    /// All connections together; beyond them 503 with Retry-After.
    package var maximumConnections = 20_000
    /// Bodies of a said length up to this are handed over whole; longer ones as they come.
    package var wholeBodyBytes = 64 * 1024
    /// What waits unread of a streamed body, or unsent of a streamed answer, before its producer must wait.
    package var bufferedBytes = 256 * 1024
    /// What may be left of a body nobody read for the connection to be kept.
    package var discardedBodyBytes = 1024 * 1024
    /// Threads for views that block.
    package var blockingThreads = 64

    package init() {}
}
