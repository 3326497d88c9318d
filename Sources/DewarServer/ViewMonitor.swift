import DewarHTTP
import DewarLinux

/// What development wants to know of a loop's views while they run: whose request it is when one traps, and which one
/// keeps the loop busy. It exists only where one of the two is asked for.
final class ViewMonitor {
    private let record: RequestsInProgress.Record?
    private let watchdog: Watchdog?
    private let loop: Int

    /// To be made on the loop's thread.
    init?(_ options: ServerOptions, _ watchdog: Watchdog?, loop: Int) {
        guard options.recordsRequests || watchdog != nil else { return nil }
        record = options.recordsRequests ? RequestsInProgress.Record.claim() : nil
        self.watchdog = watchdog
        self.loop = loop
    }

    func began(_ request: Request, _ socket: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
        record?.began(socket, bytes)
        watchdog?.began(request, loop: loop)
    }

    /// The view has returned or suspended.
    func returned() {
        record?.returned()
        watchdog?.returned(loop: loop)
    }

    func suspended(_ request: Request, _ socket: Int32) { record?.suspended(socket, request.head.allBytes) }

    func ended(_ socket: Int32) { record?.ended(socket) }
}
