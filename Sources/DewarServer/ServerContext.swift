import DewarHTTP
import DewarLinux
import Synchronization

/// What all loops of a server share.
final class ServerContext: Sendable {
    let responder: any Responder
    let options: ServerOptions
    let blocking: BlockingPool
    let log: LogWriter?
    let watchdog: Watchdog?
    /// Connections of all loops together.
    private let count = Atomic(0)

    init(_ options: ServerOptions, responder: any Responder) throws(SystemError) {
        self.options = options
        self.responder = responder
        log = options.accessLog.map { LogWriter($0.descriptor, style: $0.style) }
        if let tell = options.onSlowView {
            watchdog = try Watchdog(
                loops: max(1, options.workers), milliseconds: options.slowViewMilliseconds, tell)
        } else {
            watchdog = nil
        }
        blocking = BlockingPool(maximumThreads: options.limits.blockingThreads)
    }

    /// Counts a new connection; false when there are too many.
    func connectionBegan(on loop: Loop) -> Bool {
        loop.load.add(1, ordering: .relaxed)
        return count.add(1, ordering: .relaxed).newValue <= options.limits.maximumConnections
    }

    func connectionEnded(on loop: Loop) {
        loop.load.subtract(1, ordering: .relaxed)
        count.subtract(1, ordering: .relaxed)
    }
}
