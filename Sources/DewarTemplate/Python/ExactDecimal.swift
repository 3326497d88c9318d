/// A finite double in decimal, rounded to so many decimals from its exact value, a half to the even digit.
struct ExactDecimal {
    /// The number times ten to the power of `decimals`, rounded.
    let digits: BigInt
    let decimals: Int

    init(_ magnitude: Double, decimals: Int) throws {
        self.decimals = decimals
        guard magnitude > 0 else {
            digits = BigInt(0)
            return
        }
        if decimals >= 0, decimals <= 15, let scaled = FloatRounding.scaled(magnitude, decimals) {
            digits = BigInt(Int(scaled))
            return
        }
        // magnitude = significand · 2^exponent; all powers are gathered in a numerator and a denominator.
        let exponent = Int(magnitude.exponent) - 52
        var numerator = BigInt(Int(Double(sign: .plus, exponent: -exponent, significand: magnitude)))
        var denominator = BigInt(1)
        if exponent >= 0 {
            numerator = try BigInt.multiply(numerator, BigInt.power(BigInt(2), exponent))
        } else {
            denominator = try BigInt.power(BigInt(2), -exponent)
        }
        if decimals >= 0 {
            numerator = try BigInt.multiply(numerator, BigInt.power(BigInt(10), decimals))
        } else {
            denominator = try BigInt.multiply(denominator, BigInt.power(BigInt(10), -decimals))
        }
        digits = try IntegerRounding.halfEven(numerator, denominator)
    }

    /// The digits, at least so many as there are decimals and one before the point.
    var bytes: [UInt8] {
        let written = digits.digits()
        let missing = decimals + 1 - written.count
        return missing > 0 ? [UInt8](repeating: UInt8(ascii: "0"), count: missing) + written : written
    }
}

/// Rounding of whole numbers, which Python does half to even.
enum IntegerRounding {
    /// `numerator / denominator`, both positive.
    static func halfEven(_ numerator: BigInt, _ denominator: BigInt) throws -> BigInt {
        let (quotient, remainder) = BigInt.divide(numerator, denominator)
        let order = BigInt.compare(remainder + remainder, denominator)
        let isOdd = (quotient.magnitude.first ?? 0) & 1 == 1
        return order > 0 || (order == 0 && isOdd) ? quotient + BigInt(1) : quotient
    }

    /// `round(int, -places)`: to tens, hundreds and so on.
    static func round(_ value: BigInt, places: Int) throws -> BigInt {
        // So many digits cannot be left: half of the power of ten is above the number.
        if places > value.magnitude.count * 10 + 1 { return BigInt(0) }
        let power = try BigInt.power(BigInt(10), places)
        let positive = BigInt(magnitude: value.magnitude, isNegative: false)
        let rounded = try BigInt.multiply(halfEven(positive, power), power)
        return value.isNegative ? rounded.negated : rounded
    }
}
