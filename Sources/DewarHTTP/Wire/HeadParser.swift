/// Reads the head of an HTTP/1 request (RFC 9112 §3–6). Strict where requests could be smuggled: no bare line feeds, no
/// folding, no space before a colon, no repeated or listed Content-Length.
package struct HeadParser {
    package enum Outcome: Sendable {
        case complete(HeadLayout)
        case incomplete
        case refused(WireFault)
    }

    private typealias Bytes = UnsafePointer<UInt8>

    private static let lineFeed: UInt8 = 10
    private static let carriageReturn: UInt8 = 13
    private static let space: UInt8 = 32
    private static let tab: UInt8 = 9

    /// Reads the head at the front of these bytes. Empty lines before it are not part of them: `emptyLines`.
    package static func parse(_ bytes: UnsafeBufferPointer<UInt8>, limits: WireLimits) -> Outcome {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return .incomplete }
        var parser = HeadParser(bytes: start, count: bytes.count)
        do {
            guard try parser.requestLine(limits) else { return .incomplete }
            guard try parser.fields(limits) else { return .incomplete }
            try parser.judge()
            return .complete(parser.layout)
        } catch {
            return .refused(error)
        }
    }

    /// The number of bytes at the front that are empty lines; a server ignores them (RFC 9112 §2.2).
    package static func emptyLines(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var i = 0
        while i + 1 < bytes.count, bytes[i] == carriageReturn, bytes[i + 1] == lineFeed { i += 2 }
        return i
    }

    private let bytes: Bytes
    private let count: Int
    private var at = 0
    private var layout = HeadLayout()
    private var hostCount = 0
    private var hasTransferEncoding = false

    private init(bytes: Bytes, count: Int) {
        self.bytes = bytes
        self.count = count
    }

    // MARK: the request line

    /// False when it is not all there.
    private mutating func requestLine(_ limits: WireLimits) throws(WireFault) -> Bool {
        let token = ByteSet.token
        let target = ByteSet.target
        while at < count, token.contains(bytes[at]) { at += 1 }
        guard at < count else { return try unfinishedLine(limits) }
        guard bytes[at] == HeadParser.space else {
            throw at > 0 && isLineEnd(bytes[at]) ? .requestLine : .method
        }
        guard at > 0 else { throw .requestLine }
        layout.methodEnd = Int32(truncatingIfNeeded: at)
        at += 1
        let start = at
        var query = -1
        while at < count, target.contains(bytes[at]) {
            if query < 0, bytes[at] == UInt8(ascii: "?") { query = at }
            at += 1
        }
        guard at < count else { return try unfinishedLine(limits) }
        if at > limits.maximumRequestLineBytes { throw .requestLineTooLong }
        guard bytes[at] == HeadParser.space, at > start else {
            throw isLineEnd(bytes[at]) || at == start ? .requestLine : .target
        }
        let end = at
        at += 1
        guard try version() else { return false }
        layout.targetStart = Int32(truncatingIfNeeded: start)
        layout.targetEnd = Int32(truncatingIfNeeded: end)
        layout.pathEnd = Int32(truncatingIfNeeded: query < 0 ? end : query)
        layout.fieldsStart = Int32(truncatingIfNeeded: at)
        if bytes[start] != UInt8(ascii: "/") { try otherForm(start, end) }
        return true
    }

    private func unfinishedLine(_ limits: WireLimits) throws(WireFault) -> Bool {
        if count > limits.maximumRequestLineBytes { throw .requestLineTooLong }
        return false
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == HeadParser.lineFeed || byte == HeadParser.carriageReturn }

    /// `HTTP/1.1` and the line's end. False when it is not all there.
    private mutating func version() throws(WireFault) -> Bool {
        if at &+ 9 < count, isUsualVersion(bytes + at) {
            at &+= 10
            return true
        }
        let name: StaticString = "HTTP/"
        for i in 0..<5 {
            guard at + i < count else { return false }
            guard bytes[at + i] == name.utf8Start[i] else { throw .requestLine }
        }
        guard at + 9 < count else {
            // What is there may be no version at all: do not wait for more of it.
            for i in at + 5..<count where bytes[i] != UInt8(ascii: ".") && !isDigit(bytes[i]) && !isLineEnd(bytes[i]) {
                throw .requestLine
            }
            return false
        }
        let major = bytes[at + 5]
        let minor = bytes[at + 7]
        guard isDigit(major), bytes[at + 6] == UInt8(ascii: "."), isDigit(minor),
            bytes[at + 8] == HeadParser.carriageReturn, bytes[at + 9] == HeadParser.lineFeed
        else { throw .requestLine }
        guard major == UInt8(ascii: "1") else { throw .version }
        if minor == UInt8(ascii: "0") { layout.flags.insert(.http10) }
        at += 10
        return true
    }

    /// `HTTP/1.1` with its line's end, compared as two numbers.
    @inline(__always)
    private func isUsualVersion(_ start: Bytes) -> Bool {
        let name = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
        let end = UnsafeRawPointer(start + 8).loadUnaligned(as: UInt16.self)
        return name == UInt64(bigEndian: 0x4854_5450_2F31_2E31) && end == UInt16(bigEndian: 0x0D0A)
    }

    /// Asterisk and absolute form (RFC 9112 §3.2); CONNECT's authority form is passed on as it is.
    private mutating func otherForm(_ start: Int, _ end: Int) throws(WireFault) {
        if equals(0, Int(layout.methodEnd), "CONNECT") { return }
        if end - start == 1, bytes[start] == UInt8(ascii: "*") {
            guard equals(0, Int(layout.methodEnd), "OPTIONS") else { throw .target }
            return
        }
        var authority = start
        if hasPrefix(start, end, "http://") {
            authority += 7
        } else if hasPrefix(start, end, "https://") {
            authority += 8
        }
        guard authority > start else { throw .target }
        var path = authority
        while path < end, bytes[path] != UInt8(ascii: "/"), bytes[path] != UInt8(ascii: "?") { path += 1 }
        guard path > authority, isHost(authority, path) else { throw .target }
        layout.flags.insert(.absoluteForm)
        layout.hostStart = Int32(truncatingIfNeeded: authority)
        layout.hostEnd = Int32(truncatingIfNeeded: path)
        layout.targetStart = Int32(truncatingIfNeeded: path)
    }

    // MARK: the fields

    /// False when the empty line has not come. The place is kept in a local variable: this is the hottest loop there is.
    private mutating func fields(_ limits: WireLimits) throws(WireFault) -> Bool {
        let bytes = bytes
        let count = count
        let token = ByteSet.token
        var at = at
        while true {
            guard at &+ 1 < count else { return try unfinished(limits) }
            if bytes[at] == HeadParser.carriageReturn {
                guard bytes[at &+ 1] == HeadParser.lineFeed else { throw .fieldLine }
                layout.end = Int32(truncatingIfNeeded: at &+ 2)
                if at > limits.maximumHeaderBytes { throw .headerTooLarge }
                return true
            }
            let nameStart = at
            while at < count, token.contains(bytes[at]) { at &+= 1 }
            guard at < count else { return try unfinished(limits) }
            guard bytes[at] == UInt8(ascii: ":"), at > nameStart else { throw .fieldLine }
            let nameEnd = at
            at &+= 1
            while at < count, HeadParser.isBlank(bytes[at]) { at &+= 1 }
            let valueStart = at
            FieldValue.skip(bytes, &at, count)
            guard at &+ 1 < count else {
                if at < count, bytes[at] != HeadParser.carriageReturn { throw .fieldLine }
                return try unfinished(limits)
            }
            guard bytes[at] == HeadParser.carriageReturn, bytes[at &+ 1] == HeadParser.lineFeed else {
                throw .fieldLine
            }
            var valueEnd = at
            while valueEnd > valueStart, HeadParser.isBlank(bytes[valueEnd &- 1]) { valueEnd &-= 1 }
            at &+= 2
            layout.fieldCount &+= 1
            if layout.fieldCount > limits.maximumHeaderFields { throw .headerTooLarge }
            try note(nameStart, nameEnd, valueStart, valueEnd)
        }
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    private func unfinished(_ limits: WireLimits) throws(WireFault) -> Bool {
        if count > limits.maximumHeaderBytes { throw .headerTooLarge }
        return false
    }

    /// Takes in the fields that decide over framing and the connection; the others are read when they are asked for.
    private mutating func note(_ start: Int, _ end: Int, _ from: Int, _ to: Int) throws(WireFault) {
        switch end - start {
        case 4 where equals(start, end, "host"):
            hostCount += 1
            guard hostCount == 1, isHost(from, to) else { throw .host }
            if !layout.flags.contains(.absoluteForm) {
                layout.hostStart = Int32(truncatingIfNeeded: from)
                layout.hostEnd = Int32(truncatingIfNeeded: to)
            }
        case 6 where equals(start, end, "expect"):
            // RFC 9110 §10.1.1: an HTTP/1.0 client's expectation is ignored.
            if layout.flags.contains(.http10) { return }
            guard equals(from, to, "100-continue") else { throw .expectation }
            layout.flags.insert(.expectsContinue)
        case 7 where equals(start, end, "upgrade"):
            layout.flags.insert(.upgrade)
        case 10 where equals(start, end, "connection"):
            connectionOptions(from, to)
        case 14 where equals(start, end, "content-length"):
            try contentLength(from, to)
        case 17 where equals(start, end, "transfer-encoding"):
            if hasTransferEncoding { throw .transferEncoding }
            hasTransferEncoding = true
            guard equals(from, to, "chunked") else { throw .unknownTransferCoding }
            layout.flags.insert(.chunked)
        default: break
        }
    }

    private mutating func connectionOptions(_ from: Int, _ to: Int) {
        var i = from
        while i < to {
            var end = i
            while end < to, bytes[end] != UInt8(ascii: ",") { end += 1 }
            var last = end
            while i < last, HeadParser.isBlank(bytes[i]) { i += 1 }
            while last > i, HeadParser.isBlank(bytes[last - 1]) { last -= 1 }
            if equals(i, last, "close") { layout.flags.insert(.close) }
            if equals(i, last, "keep-alive") { layout.flags.insert(.keepAlive) }
            i = end + 1
        }
    }

    private mutating func contentLength(_ from: Int, _ to: Int) throws(WireFault) {
        guard layout.contentLength < 0, to > from else { throw .contentLength }
        var length = 0
        for i in from..<to {
            guard isDigit(bytes[i]) else { throw .contentLength }
            let (tens, overflow) = length.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(bytes[i] &- UInt8(ascii: "0")))
            if overflow || carry { throw .bodyTooLarge }
            length = sum
        }
        layout.contentLength = length
    }

    /// What only the whole head can tell.
    private mutating func judge() throws(WireFault) {
        let isOld = layout.flags.contains(.http10)
        if hostCount == 0, !isOld { throw .host }
        if hasTransferEncoding {
            if layout.contentLength >= 0 { throw .contentLengthBesideTransferEncoding }
            // RFC 9112 §6.1: such a message has faulty framing.
            if isOld { throw .transferEncoding }
        }
        if isOld, !layout.flags.contains(.keepAlive) { layout.flags.insert(.close) }
    }

    // MARK: small questions

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private func isHost(_ from: Int, _ to: Int) -> Bool {
        HostField.isValid(UnsafeBufferPointer(start: bytes + from, count: to - from))
    }

    /// Compares with a name in lower case, or with one in capitals exactly.
    @inline(__always)
    private func equals(_ from: Int, _ to: Int, _ name: StaticString) -> Bool {
        to - from == name.utf8CodeUnitCount && hasPrefix(from, to, name)
    }

    @inline(__always)
    private func hasPrefix(_ from: Int, _ to: Int, _ name: StaticString) -> Bool {
        let length = name.utf8CodeUnitCount
        guard to - from >= length else { return false }
        for i in 0..<length {
            let byte = bytes[from + i]
            let lowered = byte &- 65 < 26 ? byte | 0x20 : byte
            let wanted = name.utf8Start[i]
            if lowered != wanted && byte != wanted { return false }
        }
        return true
    }
}
