package import DewarLinux
import Synchronization

/// An HTTP/1.1 server: event loops, a thread each, that have a responder answer their requests.
///
/// ```swift
/// let server = try Server(ServerOptions(listeners: [.address(address)]), responder: app)
/// try server.run()
/// ```
package final class Server: Sendable {
    /// Where it listens; the kernel's choice where port 0 was asked for.
    package let addresses: [SocketAddress]

    private let context: ServerContext
    private let loops: [Loop]
    private let running: Mutex<RunState>
    private let finished = Semaphore()
    /// Blocks the signals in threads started from now on, so it must be there before the first of them.
    private let signals: SignalFD

    private struct RunState {
        /// The listeners' descriptors, until the acceptor takes them.
        var descriptors: [Int32]
        var isStarted = false
        var isFinished = false
        var stops = 0
    }

    /// Opens the listeners. Throws when an address cannot be had.
    package init(_ options: ServerOptions, responder: any Responder) throws(SystemError) {
        var descriptors: [Int32] = []
        var addresses: [SocketAddress] = []
        for listener in options.listeners {
            let descriptor: Descriptor
            switch listener {
            case .address(let address): descriptor = try Socket.listen(on: address)
            case .inherited(let number):
                descriptor = Descriptor(owning: number)
                try descriptor.setNonBlocking()
            }
            addresses.append(try Socket.localAddress(of: descriptor.raw))
            descriptors.append(descriptor.release())
        }
        self.addresses = addresses
        signals = try SignalFD(options.handlesSignals ? [SignalFD.terminate, SignalFD.interrupt] : [])
        let context = try ServerContext(options, responder: responder)
        self.context = context
        var loops: [Loop] = []
        for index in 0..<max(1, options.workers) { loops.append(try Loop(context, index: index)) }
        self.loops = loops
        running = Mutex(RunState(descriptors: descriptors))
    }

    /// Serves until it is stopped, the first loop on this thread.
    package func run() throws(SystemError) {
        SignalFD.ignoreBrokenPipes()
        try prepare()
        for loop in loops.dropFirst() { try startThread(loop) }
        if context.options.handlesSignals { try loops[0].watch(signals.raw, SignalWatcher(self)) }
        if let queue = MainQueue() { try loops[0].watch(queue.raw, MainQueueWatcher(queue)) }
        loops[0].run()
        for _ in loops.dropFirst() { finished.wait() }
        end()
    }

    /// Serves on threads of its own.
    package func start() throws(SystemError) {
        SignalFD.ignoreBrokenPipes()
        try prepare()
        for loop in loops { try startThread(loop) }
    }

    /// Waits until a server that was started has stopped.
    package func waitUntilStopped() {
        for _ in loops { finished.wait() }
        end()
    }

    private func end() {
        running.withLock { $0.isFinished = true }
        context.watchdog?.wake()
        context.log?.close()
    }

    private func prepare() throws(SystemError) {
        try context.log?.start()
        try context.watchdog?.watch { [self] in running.withLock { $0.isFinished } }
        let descriptors = running.withLock { state in
            state.isStarted = true
            defer { state.descriptors = [] }
            return state.descriptors
        }
        loops[0].post { [loops, context] home in
            let acceptor = Acceptor(loops, descriptors.map { ListeningSocket(Descriptor(owning: $0)) })
            home.acceptor = acceptor
            context.options.onReady?()
            acceptor.resume()
        }
    }

    private func startThread(_ loop: Loop) throws(SystemError) {
        try Thread.start("dewar-loop") { [finished] in
            loop.run()
            finished.signal()
        }
    }

    fileprivate func signalled() { while signals.next() != nil { stop() } }

    // MARK: from any thread

    /// The connections of each loop at this moment.
    package var connectionsPerLoop: [Int] { loops.map { $0.load.load(ordering: .relaxed) } }

    package var connectionCount: Int { connectionsPerLoop.reduce(0, +) }

    /// Ends gracefully: accepts nothing more, answers what is under way, lets idle connections send one more request
    /// for a moment. A second call ends at once.
    package func stop() {
        let stops = running.withLock { state in
            state.stops += 1
            return state.stops
        }
        guard stops == 1 else { return loops.forEach { $0.post { $0.abortAll() } } }
        // The acceptor's own thread tells the loops, so that a loop hears of the end only after every connection that
        // was handed to it: an idle loop that ended first would lose them.
        loops[0].post { [loops, context] home in
            home.acceptor?.close()
            context.options.onStoppedAccepting?()
            for loop in loops { loop.post { $0.drain() } }
        }
    }

    /// Leaves new connections in the kernel's queue, for another process to take.
    package func pauseAccepting() { loops[0].post { $0.acceptor?.pause() } }

    package func resumeAccepting() { loops[0].post { $0.acceptor?.resume() } }

    /// Serves a connection that was accepted elsewhere.
    /// - Parameter bytes: what has been read of it already.
    package func adopt(_ descriptor: consuming Descriptor, _ bytes: [UInt8]) {
        let number = descriptor.release()
        loops[0].post { $0.acceptor?.adopt(Descriptor(owning: number), bytes) }
    }
}

/// Views that wait for the main actor get their turn: the first loop has its thread.
private final class MainQueueWatcher: Watcher {
    private let queue: MainQueue

    init(_ queue: MainQueue) { self.queue = queue }

    override func happened() { queue.run() }
}

/// SIGTERM and SIGINT stop the server; a second one ends it at once.
private final class SignalWatcher: Watcher {
    private unowned let server: Server

    init(_ server: Server) { self.server = server }

    override func happened() { server.signalled() }
}
