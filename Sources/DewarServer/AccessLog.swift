import DewarHTTP
import DewarLinux

/// A loop's part of the access log: lines are put together in memory and handed to the log's thread in bunches.
final class AccessLog {
    /// One answered request.
    struct Line {
        var identifier: UInt64 = 0
        var method = ""
        var target = ""
        var status = 0
        var bytes = 0
        var nanoseconds = 0
        var peer = ""
    }

    private static let bunchBytes = 32 * 1024

    private let style: AccessLogOptions.Style
    private let slowMilliseconds: Int
    private let writer: LogWriter
    private let buffer = OutputBuffer(capacity: AccessLog.bunchBytes)
    private let clock = LogClock()
    private(set) var hasLines = false

    init(_ options: AccessLogOptions, _ writer: LogWriter) {
        style = options.style
        slowMilliseconds = options.slowMilliseconds
        self.writer = writer
    }

    deinit { buffer.deallocate() }

    func add(_ line: Line) {
        let isSlow = line.nanoseconds >= slowMilliseconds * 1_000_000
        switch style {
        case .readable: addReadable(line, isSlow)
        case .json: addJSON(line, isSlow)
        }
        hasLines = true
        if buffer.count >= AccessLog.bunchBytes { flush() }
    }

    /// Hands the lines over to the log's thread.
    func flush() {
        guard hasLines else { return }
        hasLines = false
        writer.write(Array(UnsafeBufferPointer(start: buffer.start, count: buffer.count)))
        buffer.clear(keeping: 2 * AccessLog.bunchBytes)
    }

    /// `14:02:12  GET /hello/ada  200  0.3 ms`
    private func addReadable(_ line: Line, _ isSlow: Bool) {
        buffer.append(clock.timeOfDay())
        buffer.append(literal: "  ")
        appendCleaned(line.method)
        buffer.append(literal: " ")
        appendCleaned(line.target)
        buffer.append(literal: "  ")
        buffer.append(decimal: line.status)
        buffer.append(literal: "  ")
        appendMilliseconds(line.nanoseconds)
        buffer.append(literal: isSlow ? " ms  slow\n" : " ms\n")
    }

    private func addJSON(_ line: Line, _ isSlow: Bool) {
        buffer.append(literal: "{\"time\":\"")
        buffer.append(clock.timestamp())
        buffer.append(literal: "\",\"id\":\"")
        buffer.append(hexadecimal: Int(bitPattern: UInt(line.identifier)))
        buffer.append(literal: "\",\"peer\":\"")
        buffer.append(line.peer)
        buffer.append(literal: "\",\"method\":\"")
        appendEscaped(line.method)
        buffer.append(literal: "\",\"target\":\"")
        appendEscaped(line.target)
        buffer.append(literal: "\",\"status\":")
        buffer.append(decimal: line.status)
        buffer.append(literal: ",\"bytes\":")
        buffer.append(decimal: line.bytes)
        buffer.append(literal: ",\"ms\":")
        appendMilliseconds(line.nanoseconds)
        buffer.append(literal: isSlow ? ",\"slow\":true}\n" : "}\n")
    }

    /// With one decimal place below ten, with two below one.
    private func appendMilliseconds(_ nanoseconds: Int) {
        let hundredths = max(0, nanoseconds) / 10_000
        buffer.append(decimal: hundredths / 100)
        if hundredths >= 1_000 { return }
        buffer.append(literal: ".")
        buffer.append(decimal: hundredths / 10 % 10)
        if hundredths < 100 { buffer.append(decimal: hundredths % 10) }
    }

    /// What a client sends must not steer the terminal that shows the log.
    private func appendCleaned(_ text: String) {
        let from = buffer.count
        buffer.append(text)
        for i in from..<buffer.count where buffer.start[i] < 32 || buffer.start[i] == 127 { buffer.start[i] = 63 }
    }

    private func appendEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                buffer.append(UInt8(ascii: "\\"))
                buffer.append(byte)
            case ..<32, 127:
                buffer.append(UInt8(ascii: "?"))
            default: buffer.append(byte)
            }
        }
    }
}

/// Where and how requests are logged.
package struct AccessLogOptions: Sendable {
    package enum Style: Sendable {
        /// For a person at a terminal: written at once.
        case readable
        /// One JSON object a line, for programs: written within `flushMilliseconds`.
        case json
    }

    package var style: Style
    /// The descriptor the lines are written to; it is not closed.
    package var descriptor: Int32 = 2
    /// Requests that take this long are marked as slow.
    package var slowMilliseconds = 1_000
    package var flushMilliseconds = 200

    package init(style: Style) { self.style = style }
}
