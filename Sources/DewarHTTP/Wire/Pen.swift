/// Writes where room has been made for all of it (`OutputBuffer.pen`): nothing is checked any more, and what stands fast is
/// copied in a few instructions.
package struct Pen {
    /// Where the next byte goes.
    package var at: UnsafeMutablePointer<UInt8>

    package init(at: UnsafeMutablePointer<UInt8>) { self.at = at }

    @inline(__always)
    package mutating func put(_ text: StaticString) { put(text.utf8Start, count: text.utf8CodeUnitCount) }

    @inline(__always)
    package mutating func put(_ bytes: UnsafePointer<UInt8>, count: Int) {
        at.update(from: bytes, count: count)
        at += count
    }

    @inline(__always)
    package mutating func put(_ byte: UInt8) {
        at.pointee = byte
        at += 1
    }

    /// The digits of a number that is not negative, at most 20.
    package mutating func put(decimal number: Int) {
        var rest = UInt(bitPattern: number)
        var length = 1
        var limit: UInt = 10
        while rest >= limit, length < 20 {
            length &+= 1
            limit = limit &* 10
        }
        at += length
        var last = at
        while rest >= 10 {
            last -= 1
            last.pointee = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
            rest /= 10
        }
        (last - 1).pointee = UInt8(truncatingIfNeeded: 48 &+ rest)
    }

    /// The digits in base 16, at most 16, in lower case.
    package mutating func put(hexadecimal number: UInt64) {
        var shift = number == 0 ? 0 : (63 - number.leadingZeroBitCount) / 4 * 4
        while shift >= 0 {
            put(Pen.digit(UInt8(truncatingIfNeeded: number >> UInt64(shift) & 15)))
            shift -= 4
        }
    }

    /// The digit of a number below 16, in lower case.
    package static func digit(_ number: UInt8) -> UInt8 { number < 10 ? 48 + number : 87 + number }
}
