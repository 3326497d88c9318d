package import DewarLinux
import Synchronization

/// Writes the log on a thread of its own: a slow disk or a full pipe never stops a loop. What exceeds its memory is
/// dropped, and the log says how much.
package final class LogWriter: Sendable {
    private static let maximumWaitingBytes = 4 * 1024 * 1024
    /// For how much its thread is woken, if nobody wants it sooner.
    private static let wakingBytes = 128 * 1024

    private struct State {
        var waiting: [[UInt8]] = []
        var bytes = 0
        var droppedLines = 0
        var isOver = false
    }

    private let descriptor: Int32
    private let style: AccessLogOptions.Style
    private let state = Mutex(State())
    private let arrived = Semaphore()
    private let finished = Semaphore()

    /// - Parameter style: what the lines are, so that one of its own looks like them.
    package init(_ descriptor: Int32, style: AccessLogOptions.Style = .json) {
        self.descriptor = descriptor
        self.style = style
    }

    package func start() throws(SystemError) {
        try Thread.start("dewar-log") { [self] in serve() }
    }

    /// Has the lines written now.
    package func write(_ lines: [UInt8]) {
        take(lines)
        wake()
    }

    /// Keeps the lines until the thread is woken, or until there are enough to wake it for.
    func take(_ lines: [UInt8]) {
        let isEnough = state.withLock { state in
            guard state.bytes + lines.count <= LogWriter.maximumWaitingBytes else {
                state.droppedLines += lines.count { $0 == UInt8(ascii: "\n") }
                return false
            }
            state.waiting.append(lines)
            state.bytes += lines.count
            return state.bytes >= LogWriter.wakingBytes && state.bytes - lines.count < LogWriter.wakingBytes
        }
        if isEnough { wake() }
    }

    func wake() { arrived.signal() }

    /// Writes what there is and ends the thread.
    package func close() {
        state.withLock { $0.isOver = true }
        wake()
        finished.wait()
    }

    private func serve() {
        while true {
            arrived.wait()
            let (bunches, dropped, isOver) = state.withLock { state in
                defer {
                    state.waiting = []
                    state.bytes = 0
                    state.droppedLines = 0
                }
                return (state.waiting, state.droppedLines, state.isOver)
            }
            for bunch in bunches { Stream.write(bunch, to: descriptor) }
            if dropped > 0 { Stream.write(Array(remark(dropped).utf8), to: descriptor) }
            if isOver { return finished.signal() }
        }
    }

    private func remark(_ dropped: Int) -> String {
        let sentence = "the log was written too slowly, \(dropped) \(dropped == 1 ? "line is" : "lines are") missing"
        return switch style {
        case .readable: "(\(sentence))\n"
        case .json: "{\"level\":\"error\",\"error\":\"\(sentence)\"}\n"
        }
    }
}
