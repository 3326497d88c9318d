/// Takes a chunked body apart (RFC 9112 §7.1) wherever its bytes are split. Extensions and trailers are checked and
/// dropped: a trailer never becomes a header.
package struct ChunkedDecoder: Sendable {
    package enum Event: Equatable, Sendable {
        /// Bytes of the body, as offsets into what was given.
        case data(Range<Int>)
        /// The last line has been read; what follows is another message.
        case end
        case needsMore
    }

    private enum State: Sendable {
        case size, extended, sizeLineFeed, data, dataReturn, dataLineFeed
        case trailerStart, trailerName, trailerValue, trailerLineFeed, lastLineFeed, done
    }

    private var state = State.size
    /// The rest of the chunk.
    private var rest = 0
    private var digits = 0
    private var overhead = 0
    private var total = 0
    private let limits: WireLimits

    package init(limits: WireLimits) { self.limits = limits }

    package var isDone: Bool { state == .done }

    /// Reads on from `at`; call it until it needs more or has reached the end.
    package mutating func next(
        in bytes: UnsafeBufferPointer<UInt8>, at: inout Int
    ) throws(WireFault) -> Event {
        if state == .done { return .end }
        while at < bytes.count {
            if state == .data {
                let range = at..<min(at + rest, bytes.count)
                rest -= range.count
                at = range.upperBound
                if rest == 0 { state = .dataReturn }
                return .data(range)
            }
            try take(bytes[at])
            at += 1
            if state == .done { return .end }
        }
        return .needsMore
    }

    private mutating func take(_ byte: UInt8) throws(WireFault) {
        switch state {
        case .size: try size(byte)
        case .extended: try extended(byte)
        case .sizeLineFeed:
            try expect(byte, 10)
            overhead = 0
            digits = 0
            state = rest == 0 ? .trailerStart : .data
        case .dataReturn:
            try expect(byte, 13)
            state = .dataLineFeed
        case .dataLineFeed:
            try expect(byte, 10)
            state = .size
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed: try trailer(byte)
        case .lastLineFeed:
            try expect(byte, 10)
            state = .done
        case .data, .done: break
        }
    }

    private mutating func size(_ byte: UInt8) throws(WireFault) {
        if let digit = ChunkedDecoder.hexDigit(byte) {
            digits += 1
            guard rest < 1 << 56, digits <= 1_000 else { throw .bodyTooLarge }
            rest = rest << 4 | digit
            return
        }
        guard digits > 0 else { throw .chunk }
        let (sum, overflow) = total.addingReportingOverflow(rest)
        guard !overflow, sum <= limits.maximumBodyBytes else { throw .bodyTooLarge }
        total = sum
        switch byte {
        case 13: state = .sizeLineFeed
        case UInt8(ascii: ";"): state = .extended
        default: throw .chunk
        }
    }

    private mutating func extended(_ byte: UInt8) throws(WireFault) {
        overhead += 1
        guard overhead <= limits.maximumChunkExtensionBytes else { throw .chunk }
        if byte == 13 { state = .sizeLineFeed } else if !FieldValue.isAllowed(byte) { throw .chunk }
    }

    private mutating func trailer(_ byte: UInt8) throws(WireFault) {
        overhead += 1
        guard overhead <= limits.maximumTrailerBytes else { throw .headerTooLarge }
        switch state {
        case .trailerStart where byte == 13: state = .lastLineFeed
        case .trailerStart:
            guard ByteSet.token.contains(byte) else { throw .fieldLine }
            state = .trailerName
        case .trailerName where byte == UInt8(ascii: ":"): state = .trailerValue
        case .trailerName: guard ByteSet.token.contains(byte) else { throw .fieldLine }
        case .trailerValue where byte == 13: state = .trailerLineFeed
        case .trailerValue: guard FieldValue.isAllowed(byte) else { throw .fieldLine }
        default:
            try expect(byte, 10)
            state = .trailerStart
        }
    }

    private func expect(_ byte: UInt8, _ wanted: UInt8) throws(WireFault) { if byte != wanted { throw .chunk } }

    private static func hexDigit(_ byte: UInt8) -> Int? {
        switch byte {
        case 48...57: Int(byte) - 48
        case 65...70: Int(byte) - 55
        case 97...102: Int(byte) - 87
        default: nil
        }
    }
}
