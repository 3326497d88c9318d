/// Little-endian numbers and texts, read one after the other. Beyond the end there are zeros: a broken file is no crash.
struct ByteReader {
    private let bytes: [UInt8]
    private var position: Int
    private var end: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
        end = bytes.count
    }

    /// The number of bytes left.
    var count: Int { end - position }

    mutating func skip(_ count: Int) { position += min(max(0, count), self.count) }

    /// The next bytes as a reader of their own.
    mutating func part(_ count: Int) -> ByteReader {
        var part = self
        skip(count)
        part.end = position
        return part
    }

    mutating func byte() -> UInt8 {
        guard position < end else { return 0 }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number(_ size: Int) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 8 * UInt64(size) {
            number |= UInt64(byte()) << shift
            shift += 8
        }
        return number
    }

    /// Seven bits a byte, the lowest first (DWARF 5 §7.6).
    mutating func unsigned() -> UInt64 { leb128().value }

    mutating func signed() -> Int {
        let (value, bits) = leb128()
        guard bits < 64, bits > 0, value >> (bits - 1) == 1 else { return Int(truncatingIfNeeded: value) }
        return Int(truncatingIfNeeded: value | ~UInt64(0) << bits)
    }

    private mutating func leb128() -> (value: UInt64, bits: UInt64) {
        var value: UInt64 = 0
        var bits: UInt64 = 0
        while position < end {
            let byte = byte()
            if bits < 64 { value |= UInt64(byte & 0x7F) << bits }
            bits += 7
            if byte & 0x80 == 0 { break }
        }
        return (value, bits)
    }

    /// Up to the next zero byte; nil where nothing is left.
    mutating func text() -> String? {
        var last = position
        while last < end, bytes[last] != 0 { last += 1 }
        guard last < end else { return nil }
        defer { position = last + 1 }
        return String(decoding: bytes[position..<last], as: UTF8.self)
    }
}
