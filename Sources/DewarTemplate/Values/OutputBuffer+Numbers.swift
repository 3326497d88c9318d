/// Numbers as Python prints them.
extension OutputBuffer {
    func append(_ int: Int) {
        if int >= 0, int < 10 { return append(byte: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: int)) }
        let target = reserve(20)
        var left = int.magnitude
        var digits = 1
        var bound: UInt = 10
        while left >= bound {
            digits += 1
            if digits == 20 { break }
            bound = bound &* 10
        }
        let width = digits + (int < 0 ? 1 : 0)
        var place = target + width
        while left >= 10 {
            let (quotient, digit) = left.quotientAndRemainder(dividingBy: 10)
            place -= 1
            place.pointee = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            left = quotient
        }
        (place - 1).pointee = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: left)
        if int < 0 { target.pointee = UInt8(ascii: "-") }
        advance(width)
    }

    /// Python's `repr` of a float: the shortest digits that give the same double again.
    func append(_ double: Double) {
        let size = double.magnitude
        if size >= 1e-4, size < 1e11 {
            // Few decimals, as prices have: exact when the scaled value is whole and comes back.
            let scaled = (size * 10000).rounded()
            if scaled / 10000 == size, scaled < 9e15 { return appendShort(double.sign == .minus, UInt(scaled)) }
        }
        if size == 0 { return append(double.sign == .minus ? "-0.0" : "0.0" as StaticString) }
        if double.isNaN { return append("nan" as StaticString) }
        // Swift turns to exponents at 2^53, Python at 10^16.
        if size >= 9_007_199_254_740_992, size < 1e16 {
            append(Int(double))
            return append(".0" as StaticString)
        }
        append(double.description)
    }

    /// The number of `tenThousandths`, with at least one decimal and no zeros after it.
    private func appendShort(_ isNegative: Bool, _ tenThousandths: UInt) {
        if isNegative { append(byte: UInt8(ascii: "-")) }
        let (whole, fraction) = tenThousandths.quotientAndRemainder(dividingBy: 10000)
        append(Int(whole))
        let target = reserve(5)
        target[0] = UInt8(ascii: ".")
        var left = fraction
        for place in stride(from: 4, through: 1, by: -1) {
            target[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: left % 10)
            left /= 10
        }
        var decimals = 4
        while decimals > 1, target[decimals] == UInt8(ascii: "0") { decimals -= 1 }
        advance(1 + decimals)
    }
}
