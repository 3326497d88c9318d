package import DewarLinux
import Synchronization

/// Writes the log on a thread of its own: a slow disk or a full pipe never stops a loop. What exceeds its memory is
/// dropped, and the log says how much.
package final class LogWriter: Sendable {
    private static let maximumWaitingBytes = 4 * 1024 * 1024

    private struct State {
        var waiting: [[UInt8]] = []
        var bytes = 0
        var droppedBytes = 0
        var isOver = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    private let arrived = Semaphore()
    private let finished = Semaphore()

    package init(_ descriptor: Int32) { self.descriptor = descriptor }

    package func start() throws(SystemError) {
        try Thread.start("dewar-log") { [self] in serve() }
    }

    package func write(_ lines: [UInt8]) {
        state.withLock { state in
            guard state.bytes + lines.count <= LogWriter.maximumWaitingBytes else {
                state.droppedBytes += lines.count
                return
            }
            state.waiting.append(lines)
            state.bytes += lines.count
        }
        arrived.signal()
    }

    /// Writes what there is and ends the thread.
    package func close() {
        state.withLock { $0.isOver = true }
        arrived.signal()
        finished.wait()
    }

    private func serve() {
        while true {
            arrived.wait()
            let (bunches, dropped, isOver) = state.withLock { state in
                defer {
                    state.waiting = []
                    state.bytes = 0
                    state.droppedBytes = 0
                }
                return (state.waiting, state.droppedBytes, state.isOver)
            }
            for bunch in bunches { Stream.write(bunch, to: descriptor) }
            if dropped > 0 { Stream.write(Array("(\(dropped) bytes of log dropped)\n".utf8), to: descriptor) }
            if isOver { return finished.signal() }
        }
    }
}
