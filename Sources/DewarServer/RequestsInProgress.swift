import DewarLinux
import Synchronization

/// The requests that each thread is answering, kept so that a signal handler can read them: when a view traps, the
/// handler finds the connection whose client still waits. Only loops of servers with `recordsRequests` fill it.
package enum RequestsInProgress {
    /// One request. `start` and `count` are the bytes read of it so far, or its head.
    package struct Entry {
        package var socket: Int32 = -1
        package var start: UnsafePointer<UInt8>?
        package var count = 0
    }

    private static let maximumThreads = 160
    private static let entriesPerThread = 32
    private static let claimed = Atomic(0)

    private struct Table {
        let owners: UnsafeMutablePointer<UInt>
        let entries: UnsafeMutablePointer<Entry>
    }

    // Unsafe: each thread writes its own rows, and reads them in its own signal handler.
    private nonisolated(unsafe) static let table: Table = {
        let owners = UnsafeMutablePointer<UInt>.allocate(capacity: maximumThreads)
        owners.initialize(repeating: 0, count: maximumThreads)
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: maximumThreads * entriesPerThread)
        entries.initialize(repeating: Entry(), count: maximumThreads * entriesPerThread)
        return Table(owners: owners, entries: entries)
    }()

    /// Calls the body for the requests that the code running on this thread may be answering: the one whose view is on
    /// the stack, or, if a suspended one was being resumed, all that are under way, since it is not known which. On a
    /// thread that is no loop's, all of all loops. It takes no lock and allocates nothing.
    package static func forEachOnThisThread(_ body: (_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Void) {
        let own = Thread.current
        var isLoop = false
        for thread in 0..<maximumThreads where table.owners[thread] == own {
            isLoop = true
            let hasOne = table.entries[thread * entriesPerThread].socket >= 0
            forEach(of: thread, 0..<(hasOne ? 1 : entriesPerThread), body)
        }
        if isLoop { return }
        for thread in 0..<maximumThreads { forEach(of: thread, 1..<entriesPerThread, body) }
    }

    private static func forEach(
        of thread: Int, _ places: Range<Int>, _ body: (_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Void
    ) {
        let entries = table.entries + thread * entriesPerThread
        for i in places where entries[i].socket >= 0 {
            body(entries[i].socket, UnsafeRawBufferPointer(start: entries[i].start, count: entries[i].count))
        }
    }

    /// One thread's rows.
    struct Record {
        private let entries: UnsafeMutablePointer<Entry>

        /// Claims rows for this thread; nil when there are no more.
        static func claim() -> Record? {
            let row = claimed.add(1, ordering: .relaxed).oldValue
            guard row < maximumThreads else { return nil }
            table.owners[row] = Thread.current
            return Record(entries: table.entries + row * entriesPerThread)
        }

        /// The request whose view is on the stack.
        func began(_ socket: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
            entries[0] = Entry(socket: socket, start: bytes.baseAddress, count: bytes.count)
        }

        func returned() { entries[0].socket = -1 }

        /// A view has suspended.
        func suspended(_ socket: Int32, _ head: UnsafeBufferPointer<UInt8>) {
            for i in 1..<entriesPerThread where entries[i].socket < 0 {
                entries[i] = Entry(socket: socket, start: head.baseAddress, count: head.count)
                return
            }
        }

        func ended(_ socket: Int32) {
            for i in 1..<entriesPerThread where entries[i].socket == socket { entries[i].socket = -1 }
        }
    }
}
