import DewarHTTP
import DewarLinux

/// A loop's part of the access log: lines are put together in memory and handed to the log's thread in bunches.
final class AccessLog {
    /// One answered request; without a head where it could not be read.
    struct Line {
        var identifier: UInt64
        var request: RequestHead?
        var status: Int
        var bytes: Int
        var nanoseconds: Int
        var peer: String
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
        append(line.request?.methodBytes)
        buffer.append(literal: " ")
        append(line.request?.targetBytes)
        buffer.append(literal: "  ")
        buffer.append(decimal: line.status)
        buffer.append(literal: "  ")
        appendMilliseconds(line.nanoseconds)
        buffer.append(literal: isSlow ? " ms  slow\n" : " ms\n")
    }

    private func addJSON(_ line: Line, _ isSlow: Bool) {
        buffer.append(literal: "{\"time\":\"")
        clock.appendTimestamp(to: buffer)
        buffer.append(literal: "\",\"id\":\"")
        buffer.append(hexadecimal: Int(bitPattern: UInt(line.identifier)))
        buffer.append(literal: "\",\"peer\":\"")
        buffer.append(line.peer)
        buffer.append(literal: "\",\"method\":\"")
        append(line.request?.methodBytes)
        buffer.append(literal: "\",\"target\":\"")
        append(line.request?.targetBytes)
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

    /// What a client sends must not steer the terminal that shows the log, nor end a string of JSON: a quote, a backslash
    /// and what is not ASCII become percent escapes, as they should have been sent.
    private func append(_ bytes: UnsafeBufferPointer<UInt8>?) {
        guard let bytes, let start = bytes.baseAddress else { return buffer.append(literal: "-") }
        if !bytes.contains(where: AccessLog.mustBeEscaped) { return buffer.append(start, count: bytes.count) }
        for byte in bytes {
            if AccessLog.mustBeEscaped(byte) {
                buffer.append(UInt8(ascii: "%"))
                buffer.append(hexadecimal: Int(byte))
            } else {
                buffer.append(byte)
            }
        }
    }

    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 32 || byte >= 127
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
