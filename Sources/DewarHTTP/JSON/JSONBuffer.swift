/// Raw memory that JSON is written to.
///
/// The writer keeps it behind a pointer, so that no exclusivity check and no uniqueness check stands between two bytes.
struct JSONBuffer {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    var count = 0
    private var capacity: Int

    private static let firstCapacity = 1024

    init() {
        capacity = JSONBuffer.firstCapacity
        bytes = .allocate(capacity: capacity)
    }

    func deallocate() { bytes.deallocate() }

    /// Makes room for this many more bytes.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        capacity = max(count + more, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = larger
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        bytes[count] = byte
        count += 1
    }

    mutating func append(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        (bytes + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    mutating func append(_ other: UnsafeBufferPointer<UInt8>) {
        guard let start = other.baseAddress else { return }
        reserve(other.count)
        (bytes + count).update(from: start, count: other.count)
        count += other.count
    }

    /// Puts the bytes in at this place; what follows moves on.
    mutating func insert(_ other: UnsafeBufferPointer<UInt8>, at place: Int) {
        guard let start = other.baseAddress else { return }
        reserve(other.count)
        (bytes + place + other.count).update(from: bytes + place, count: count - place)
        (bytes + place).update(from: start, count: other.count)
        count += other.count
    }

    /// Writes an integer in decimal digits.
    mutating func append(integer value: some FixedWidthInteger) {
        reserve(40)
        var magnitude = value.magnitude
        if value < 0 { append(UInt8(ascii: "-")) }
        let first = count
        repeat {
            let (quotient, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
            bytes[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            count += 1
            magnitude = quotient
        } while magnitude != 0
        var digits = UnsafeMutableBufferPointer(start: bytes + first, count: count - first)
        digits.reverse()
    }

    /// Writes text between quotes, in ASCII.
    mutating func append(string: String) {
        var string = string
        string.withUTF8 { append(quoted: $0) }
    }

    private mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
        // The longest escape of one byte, `\u001f`, has six.
        reserve(text.count * 6 + 2)
        let start = bytes + count
        start[0] = UInt8(ascii: "\"")
        var out = start + 1
        var place = 0
        while place < text.count {
            let byte = text[place]
            if JSONBuffer.isPlain(byte) {
                out[0] = byte
                out += 1
                place += 1
            } else {
                place += JSONBuffer.escape(text, at: place, into: &out)
            }
        }
        out[0] = UInt8(ascii: "\"")
        count += out + 1 - start
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Writes one scalar as an escape and returns the number of its bytes.
    private static func escape(
        _ text: UnsafeBufferPointer<UInt8>, at place: Int, into out: inout UnsafeMutablePointer<UInt8>
    ) -> Int {
        let byte = text[place]
        if let short = shortEscape(byte) {
            out[0] = UInt8(ascii: "\\")
            out[1] = short
            out += 2
            return 1
        }
        // A String's UTF-8 is always valid, so the lead byte tells the length.
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var scalar = length == 1 ? UInt32(byte) : UInt32(byte) & (0x7F >> UInt32(length))
        for next in 1..<max(length, 1) { scalar = scalar << 6 | UInt32(text[place + next] & 0x3F) }
        if scalar < 0x10000 {
            writeUnit(scalar, to: &out)
        } else {
            writeUnit(0xD800 + ((scalar - 0x10000) >> 10), to: &out)
            writeUnit(0xDC00 + ((scalar - 0x10000) & 0x3FF), to: &out)
        }
        return length
    }

    private static func shortEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }

    private static func writeUnit(_ unit: UInt32, to out: inout UnsafeMutablePointer<UInt8>) {
        out[0] = UInt8(ascii: "\\")
        out[1] = UInt8(ascii: "u")
        for digit in 0..<4 {
            let value = UInt8(truncatingIfNeeded: unit >> UInt32(12 - 4 * digit)) & 15
            out[2 + digit] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
        }
        out += 6
    }
}
