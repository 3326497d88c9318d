/// An integer of any size, for what does not fit into 64 bits. Python's integers have no limits, and templates do meet
/// them: factorials, identifiers, `2 ** 64`.
final class BigInt {
    /// Base 2^32, least significant first, without leading zeros.
    let magnitude: [UInt32]
    let isNegative: Bool

    /// The widest result that is computed; Python has no limit, a template on a server needs one.
    static let maximumBits = 200_000

    init(magnitude: [UInt32], isNegative: Bool) {
        var magnitude = magnitude
        while magnitude.last == 0 { magnitude.removeLast() }
        self.magnitude = magnitude
        self.isNegative = isNegative && !magnitude.isEmpty
    }

    convenience init(_ value: Int) {
        let magnitude = value.magnitude
        self.init(
            magnitude: [UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32)],
            isNegative: value < 0)
    }

    /// The whole part of a finite double.
    convenience init(_ value: Double) {
        let whole = value.rounded(.towardZero).magnitude
        guard whole >= 1 else {
            self.init(magnitude: [], isNegative: false)
            return
        }
        let shift = Int(whole.exponent) - 52
        let significand = whole.significandBitPattern | (1 << 52)
        if shift <= 0 {
            let bits = significand >> UInt64(-shift)
            self.init(magnitude: [UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32)], isNegative: value < 0)
        } else {
            let base = BigInt(
                magnitude: [UInt32(truncatingIfNeeded: significand), UInt32(significand >> 32)], isNegative: value < 0)
            self.init(magnitude: base.shiftedLeft(shift), isNegative: value < 0)
        }
    }

    /// The number that these digits of a base write; nil if one is no digit. Underscores are not accepted.
    convenience init?(digits: some Sequence<UInt8>, base: UInt32, isNegative: Bool = false) {
        var magnitude: [UInt32] = []
        for digit in digits {
            guard let value = BigInt.digit(digit), value < base else { return nil }
            BigInt.multiplyAdd(&magnitude, base, value)
        }
        self.init(magnitude: magnitude, isNegative: isNegative)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// The value as an `Int` if it fits.
    var int: Int? {
        guard magnitude.count <= 2 else { return nil }
        var bits: UInt = 0
        for (i, word) in magnitude.enumerated() { bits |= UInt(word) << UInt(32 * i) }
        if isNegative { return bits <= UInt(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- bits) : nil }
        return bits <= UInt(Int.max) ? Int(bits) : nil
    }

    var isZero: Bool { magnitude.isEmpty }

    var bitWidth: Int { magnitude.isEmpty ? 0 : magnitude.count * 32 - magnitude.last!.leadingZeroBitCount }

    /// The nearest double, ties to even; infinite beyond the range.
    var double: Double {
        let width = bitWidth
        if width > 1024 { return isNegative ? -.infinity : .infinity }
        if width <= 64 {
            var bits: UInt64 = 0
            for (i, word) in magnitude.enumerated() { bits |= UInt64(word) << UInt64(32 * i) }
            return isNegative ? -Double(bits) : Double(bits)
        }
        // The top 64 bits, the lowest of them set if anything below is: enough to round correctly.
        let shift = width - 64
        var top: UInt64 = 0
        for bit in 0..<64 where self[bit: shift + bit] { top |= 1 << UInt64(bit) }
        if (0..<shift).contains(where: { self[bit: $0] }) { top |= 1 }
        let value = Double(sign: .plus, exponent: shift, significand: Double(top))
        return isNegative ? -value : value
    }

    private subscript(bit index: Int) -> Bool { magnitude[index / 32] >> UInt32(index % 32) & 1 == 1 }

    var negated: BigInt { BigInt(magnitude: magnitude, isNegative: !isNegative) }

    private func shiftedLeft(_ count: Int) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: count / 32)
        let bits = UInt64(count % 32)
        var carry: UInt64 = 0
        for word in magnitude {
            let wide = UInt64(word) << bits | carry
            result.append(UInt32(truncatingIfNeeded: wide))
            carry = wide >> 32
        }
        result.append(UInt32(carry))
        return result
    }

    private static func multiplyAdd(_ magnitude: inout [UInt32], _ factor: UInt32, _ addend: UInt32) {
        var carry = UInt64(addend)
        for i in magnitude.indices {
            let wide = UInt64(magnitude[i]) * UInt64(factor) + carry
            magnitude[i] = UInt32(truncatingIfNeeded: wide)
            carry = wide >> 32
        }
        if carry > 0 { magnitude.append(UInt32(carry)) }
    }

    /// The digits in a base from 2 to 36, without sign, lower case.
    func digits(base: Int = 10) -> [UInt8] {
        guard !isZero else { return [UInt8(ascii: "0")] }
        // As many digits at once as fit into one word.
        var chunk = 1
        var power = base
        while power * base <= Int(UInt32.max) { (chunk, power) = (chunk + 1, power * base) }
        var left = magnitude
        var reversed: [UInt8] = []
        while !left.isEmpty {
            var remainder = BigInt.divide(&left, by: UInt32(power))
            for _ in 0..<chunk {
                let digit = UInt8(remainder % UInt32(base))
                reversed.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                remainder /= UInt32(base)
            }
        }
        while reversed.count > 1, reversed.last == UInt8(ascii: "0") { reversed.removeLast() }
        return reversed.reversed()
    }

    var description: String { (isNegative ? "-" : "") + String(decoding: digits(), as: UTF8.self) }

    /// Divides in place and returns the remainder.
    static func divide(_ magnitude: inout [UInt32], by divisor: UInt32) -> UInt32 {
        var remainder: UInt64 = 0
        for i in magnitude.indices.reversed() {
            let wide = remainder << 32 | UInt64(magnitude[i])
            magnitude[i] = UInt32(wide / UInt64(divisor))
            remainder = wide % UInt64(divisor)
        }
        while magnitude.last == 0 { magnitude.removeLast() }
        return UInt32(remainder)
    }
}
