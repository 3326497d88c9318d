import CDewarLinux
import Glibc

/// The queue of `@MainActor`: whoever keeps the main thread must run what is put there, or everything that waits for the
/// main actor waits for ever.
package struct MainQueue: Sendable {
    /// Can be read while jobs wait.
    package let raw: Int32

    /// Nil where this is not the main thread, which then is somebody else's to serve.
    package init?() {
        raw = dewar_main_queue_descriptor()
        if raw < 0 { return nil }
    }

    /// Runs the jobs that wait; on the main thread.
    package func run() {
        var count: UInt64 = 0
        _ = withUnsafeMutableBytes(of: &count) { Glibc.read(raw, $0.baseAddress, 8) }
        dewar_run_main_queue()
    }

    /// Runs jobs as they come until `isOver`, which is asked after each.
    package func run(until isOver: () -> Bool) {
        while !isOver() {
            if !Poll.readable([raw]).isEmpty { run() }
        }
    }
}
