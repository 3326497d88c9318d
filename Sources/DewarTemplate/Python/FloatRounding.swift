/// Python's `round(float, digits)`: correctly rounded from the exact binary value, a half to the even digit.
enum FloatRounding {
    /// The number with so many decimals; negative counts round to tens, hundreds and so on.
    static func round(_ value: Double, digits: Int) throws -> Double {
        guard value.isFinite, value != 0 else { return value }
        // Beyond these counts nothing is cut off, or nothing is left.
        if digits > 323 { return value }
        if digits < -308 { return value.sign == .minus ? -0.0 : 0.0 }
        if digits >= 0, digits <= 15, let quick = quickly(value, digits) { return quick }
        return try exactly(value, digits)
    }

    /// The scaled number rounded half to even, if it is small enough for doubles to decide exactly; nil otherwise.
    @inline(__always)
    static func scaled(_ magnitude: Double, _ digits: Int) -> Double? {
        let power = powers[digits]
        let product = magnitude * power
        guard product < 0x1p52 else { return nil }
        let below = product.rounded(.down)
        let difference = (product - below) - 0.5
        if difference.magnitude > product * 2.3e-16 { return difference > 0 ? below + 1 : below }
        // Too close to a half: the error of the product decides.
        let exact = difference + (-product).addingProduct(magnitude, power)
        return exact > 0 || (exact == 0 && below.truncatingRemainder(dividingBy: 2) == 1) ? below + 1 : below
    }

    @inline(__always)
    private static func quickly(_ value: Double, _ digits: Int) -> Double? {
        guard let scaled = scaled(value.magnitude, digits) else { return nil }
        let result = scaled / powers[digits]
        return value.sign == .minus ? -result : result
    }

    private static func exactly(_ value: Double, _ digits: Int) throws -> Double {
        let decimal = try ExactDecimal(value.magnitude, decimals: digits)
        guard let result = Double(String(decoding: decimal.digits.digits(), as: UTF8.self) + "e\(-digits)") else {
            throw Failure.overflow("rounded value too large to represent")
        }
        if result.isInfinite { throw Failure.overflow("rounded value too large to represent") }
        return value.sign == .minus ? -result : result
    }

    static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]
}
