import DewarHTTP
import DewarLinux

/// A loop's part of the access log: lines are put together in memory and handed to the log's thread in bunches.
final class AccessLog {
    /// One answered request; without method and target where it could not be read. Their bytes are the request's own.
    struct Line {
        var identifier: UInt64
        var method: UnsafeBufferPointer<UInt8>?
        var target: UnsafeBufferPointer<UInt8>?
        var status: Int
        var bytes: Int
        /// When it was there, by the monotonic clock; 0 where it could not be read.
        var began: Int
        var peer: String
    }

    /// Small, so that the same lines of the processor's cache are written again and again: what a line of the log costs is
    /// less its instructions than what it drives out of the cache, the kernel's memory of the other connections.
    private static let bunchBytes = 8 * 1024
    /// What a line takes at most besides the peer and what the client sent.
    private static let fixedBytes = 256

    private let style: AccessLogOptions.Style
    private let slowMilliseconds: Int
    private let writer: LogWriter
    private let buffer = OutputBuffer(capacity: 2 * AccessLog.bunchBytes)
    private let clock = LogClock()
    /// There are lines of which the log's thread may not know.
    @exclusivity(unchecked) private(set) var hasLines = false

    init(_ options: AccessLogOptions, _ writer: LogWriter) {
        style = options.style
        slowMilliseconds = options.slowMilliseconds
        self.writer = writer
    }

    deinit { buffer.deallocate() }

    func add(_ line: Line) {
        let now = Clock.monotonic
        let nanoseconds = line.began == 0 ? 0 : now &- line.began
        let isSlow = nanoseconds >= slowMilliseconds &* 1_000_000
        switch style {
        case .readable: addReadable(line, nanoseconds, isSlow)
        case .json: addJSON(line, at: now, nanoseconds, isSlow)
        }
        hasLines = true
        if buffer.count >= AccessLog.bunchBytes { handOver() }
    }

    /// Has all lines written now.
    func flush() {
        guard hasLines else { return }
        hasLines = false
        handOver()
        writer.wake()
    }

    private func handOver() {
        guard buffer.count > 0 else { return }
        writer.take(Array(UnsafeBufferPointer(start: buffer.start, count: buffer.count)))
        buffer.clear(keeping: 2 * AccessLog.bunchBytes)
    }

    /// `14:02:12  GET /hello/ada  200  0.3 ms`
    private func addReadable(_ line: Line, _ nanoseconds: Int, _ isSlow: Bool) {
        var pen = pen(for: line)
        pen.put(text: clock.timeOfDay())
        pen.put(word: "  ")
        pen.put(sent: line.method)
        pen.put(word: " ")
        pen.put(sent: line.target)
        pen.put(word: "  ")
        pen.put(decimal: line.status)
        pen.put(word: "  ")
        pen.put(milliseconds: nanoseconds)
        pen.put(word: isSlow ? " ms  slow\n" : " ms\n")
        buffer.finish(pen)
    }

    private func addJSON(_ line: Line, at now: Int, _ nanoseconds: Int, _ isSlow: Bool) {
        var pen = pen(for: line)
        pen.put(word: "{\"time\":\"")
        clock.putTimestamp(&pen, at: now)
        pen.put(word: "\",\"id\":\"")
        pen.put(hexadecimal: line.identifier)
        pen.put(word: "\",\"peer\":\"")
        pen.put(text: line.peer)
        pen.put(word: "\",\"method\":\"")
        pen.put(sent: line.method)
        pen.put(word: "\",\"target\":\"")
        pen.put(sent: line.target)
        pen.put(word: "\",\"status\":")
        pen.put(decimal: line.status)
        pen.put(word: ",\"bytes\":")
        pen.put(decimal: line.bytes)
        pen.put(word: ",\"ms\":")
        pen.put(milliseconds: nanoseconds)
        pen.put(word: isSlow ? ",\"slow\":true}\n" : "}\n")
        buffer.finish(pen)
    }

    /// A pen for the whole line; what the client sent may become three times as long.
    private func pen(for line: Line) -> Pen {
        let sent = (line.method?.count ?? 1) + (line.target?.count ?? 1)
        return buffer.pen(atMost: AccessLog.fixedBytes + line.peer.utf8.count + 3 * sent)
    }
}

extension Pen {
    /// Copies in a few instructions, as a function of another module could not.
    @inline(__always)
    fileprivate mutating func put(word: StaticString) {
        at.update(from: word.utf8Start, count: word.utf8CodeUnitCount)
        at += word.utf8CodeUnitCount
    }

    @inline(__always)
    fileprivate mutating func put(text: String) {
        text.utf8.withContiguousStorageIfAvailable { put(text: $0) }
    }

    @inline(__always)
    fileprivate mutating func put(text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress else { return }
        at.update(from: start, count: text.count)
        at += text.count
    }

    /// With one decimal place below ten, with two below one.
    @inline(__always)
    fileprivate mutating func put(milliseconds nanoseconds: Int) {
        let hundredths = UInt32(clamping: nanoseconds / 10_000)
        if hundredths >= 1_000 { return put(decimal: Int(hundredths / 100)) }
        let digit = { (number: UInt32) in UInt8(truncatingIfNeeded: 48 &+ number) }
        at[0] = digit(hundredths / 100)
        at[1] = UInt8(ascii: ".")
        at[2] = digit(hundredths / 10 % 10)
        at[3] = digit(hundredths % 10)
        at += hundredths < 100 ? 4 : 3
    }

    /// What a client sends must not steer the terminal that shows the log, nor end a string of JSON: a quote, a backslash
    /// and what is not ASCII become percent escapes, as they should have been sent.
    @inline(__always)
    fileprivate mutating func put(sent bytes: UnsafeBufferPointer<UInt8>?) {
        guard let bytes else { return put(word: "-") }
        var at = at
        for byte in bytes {
            if byte &- 32 < 127 - 32, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                at.pointee = byte
                at += 1
            } else {
                at[0] = UInt8(ascii: "%")
                at[1] = Pen.digit(byte >> 4)
                at[2] = Pen.digit(byte & 15)
                at += 3
            }
        }
        self.at = at
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
