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

    /// The digits in base 16, at most 16, in lower case. There must be room for 16 of them.
    package mutating func put(hexadecimal number: UInt64) {
        let zeros = number == 0 ? 15 : number.leadingZeroBitCount / 4
        let high = Pen.digits(UInt32(truncatingIfNeeded: number >> 32))
        let low = Pen.digits(UInt32(truncatingIfNeeded: number))
        let text = (UInt128(high) << 64 | UInt128(low)) << UInt128(8 * zeros)
        UnsafeMutableRawPointer(at).storeBytes(of: text.bigEndian, as: UInt128.self)
        at += 16 - zeros
    }

    /// All eight digits of a number at once, the first in the highest byte.
    private static func digits(_ number: UInt32) -> UInt64 {
        var nibbles = UInt64(number)
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }

    /// The digit of a number below 16, in lower case.
    package static func digit(_ number: UInt8) -> UInt8 { number < 10 ? 48 + number : 87 + number }
}
