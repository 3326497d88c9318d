/// Schoolbook arithmetic (Knuth, volume 2, 4.3.1). Division and remainder round as Python's: towards minus infinity.
extension BigInt {
    static func + (a: BigInt, b: BigInt) -> BigInt {
        if a.isNegative == b.isNegative {
            return BigInt(magnitude: add(a.magnitude, b.magnitude), isNegative: a.isNegative)
        }
        if compare(a.magnitude, b.magnitude) >= 0 {
            return BigInt(magnitude: subtract(a.magnitude, b.magnitude), isNegative: a.isNegative)
        }
        return BigInt(magnitude: subtract(b.magnitude, a.magnitude), isNegative: b.isNegative)
    }

    static func - (a: BigInt, b: BigInt) -> BigInt { a + b.negated }

    static func multiply(_ a: BigInt, _ b: BigInt) throws -> BigInt {
        guard a.bitWidth + b.bitWidth <= maximumBits else { throw tooWide }
        return BigInt(magnitude: multiply(a.magnitude, b.magnitude), isNegative: a.isNegative != b.isNegative)
    }

    /// Quotient and remainder, the remainder with the sign of the divisor.
    static func divide(_ a: BigInt, _ b: BigInt) -> (quotient: BigInt, remainder: BigInt) {
        let (quotient, rest) = divide(a.magnitude, b.magnitude)
        var q = BigInt(magnitude: quotient, isNegative: a.isNegative != b.isNegative)
        var r = BigInt(magnitude: rest, isNegative: a.isNegative)
        if !r.isZero, a.isNegative != b.isNegative {
            q = q - BigInt(1)
            r = r + b
        }
        return (q, r)
    }

    static func power(_ base: BigInt, _ exponent: Int) throws -> BigInt {
        let small = base.magnitude.isEmpty || base.magnitude == [1]
        guard small || base.bitWidth <= maximumBits / max(exponent, 1) else { throw tooWide }
        var result = BigInt(1)
        var factor = base
        var left = small ? exponent & 1 + (exponent > 1 ? 2 : 0) : exponent
        while left > 0 {
            if left & 1 == 1 { result = try multiply(result, factor) }
            left >>= 1
            if left > 0 { factor = BigInt(magnitude: multiply(factor.magnitude, factor.magnitude), isNegative: false) }
        }
        return BigInt(magnitude: result.magnitude, isNegative: base.isNegative && exponent & 1 == 1)
    }

    /// Negative, zero or positive as a is less than, equal to or greater than b.
    static func compare(_ a: BigInt, _ b: BigInt) -> Int {
        if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
        let order = compare(a.magnitude, b.magnitude)
        return a.isNegative ? -order : order
    }

    static var tooWide: Failure { .overflow("the integer is too large: over \(maximumBits) bits") }

    private static func compare(_ a: [UInt32], _ b: [UInt32]) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        for i in a.indices.reversed() where a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
        return 0
    }

    private static func add(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for i in 0..<max(a.count, b.count) {
            let sum = UInt64(i < a.count ? a[i] : 0) + UInt64(i < b.count ? b[i] : 0) + carry
            result.append(UInt32(truncatingIfNeeded: sum))
            carry = sum >> 32
        }
        result.append(UInt32(carry))
        return result
    }

    /// a - b where a is not less than b.
    private static func subtract(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for i in a.indices {
            var difference = Int64(a[i]) - Int64(i < b.count ? b[i] : 0) - borrow
            borrow = difference < 0 ? 1 : 0
            if borrow == 1 { difference += 1 << 32 }
            result.append(UInt32(difference))
        }
        return result
    }

    private static func multiply(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: a.count + b.count)
        for i in a.indices {
            var carry: UInt64 = 0
            for j in b.indices {
                let wide = UInt64(a[i]) * UInt64(b[j]) + UInt64(result[i + j]) + carry
                result[i + j] = UInt32(truncatingIfNeeded: wide)
                carry = wide >> 32
            }
            result[i + b.count] = UInt32(carry)
        }
        return result
    }

    /// Knuth's algorithm D on magnitudes.
    private static func divide(_ a: [UInt32], _ b: [UInt32]) -> (quotient: [UInt32], remainder: [UInt32]) {
        if compare(a, b) < 0 { return ([], a) }
        if b.count == 1 {
            var quotient = a
            let remainder = divide(&quotient, by: b[0])
            return (quotient, [remainder])
        }
        let shift = UInt32(b.last!.leadingZeroBitCount)
        let divisor = shifted(b, left: shift, width: b.count)
        var rest = shifted(a, left: shift, width: a.count + 1)
        let n = divisor.count
        var quotient = [UInt32](repeating: 0, count: a.count - n + 1)
        for j in quotient.indices.reversed() {
            let top = UInt64(rest[j + n]) << 32 | UInt64(rest[j + n - 1])
            var guess = top / UInt64(divisor[n - 1])
            var left = top % UInt64(divisor[n - 1])
            while guess >> 32 != 0 || guess * UInt64(divisor[n - 2]) > left << 32 | UInt64(rest[j + n - 2]) {
                guess -= 1
                left += UInt64(divisor[n - 1])
                if left >> 32 != 0 { break }
            }
            var borrow: Int64 = 0
            var carry: UInt64 = 0
            for i in 0..<n {
                let product = guess * UInt64(divisor[i]) + carry
                carry = product >> 32
                let difference = Int64(rest[i + j]) - borrow - Int64(product & 0xFFFF_FFFF)
                rest[i + j] = UInt32(truncatingIfNeeded: difference)
                borrow = difference < 0 ? 1 : 0
            }
            let difference = Int64(rest[j + n]) - borrow - Int64(carry)
            rest[j + n] = UInt32(truncatingIfNeeded: difference)
            if difference < 0 {
                guess -= 1
                var carry: UInt64 = 0
                for i in 0..<n {
                    let sum = UInt64(rest[i + j]) + UInt64(divisor[i]) + carry
                    rest[i + j] = UInt32(truncatingIfNeeded: sum)
                    carry = sum >> 32
                }
                rest[j + n] = rest[j + n] &+ UInt32(carry)
            }
            quotient[j] = UInt32(guess)
        }
        var remainder = [UInt32](repeating: 0, count: n)
        for i in 0..<n {
            let wide = UInt64(rest[i + 1]) << 32 | UInt64(rest[i])
            remainder[i] = UInt32(truncatingIfNeeded: wide >> UInt64(shift))
        }
        return (quotient, remainder)
    }

    private static func shifted(_ magnitude: [UInt32], left shift: UInt32, width: Int) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: width)
        var carry: UInt64 = 0
        for i in magnitude.indices {
            let wide = UInt64(magnitude[i]) << UInt64(shift) | carry
            result[i] = UInt32(truncatingIfNeeded: wide)
            carry = wide >> 32
        }
        if width > magnitude.count { result[magnitude.count] = UInt32(carry) }
        return result
    }
}

extension Value {
    /// An integer in its shortest form: 64 bits where they suffice.
    static func integer(_ big: BigInt) -> Value { big.int.map(Value.int) ?? .bigInt(big) }

    /// The integer as a big one; nil if the value is none.
    var asBigInt: BigInt? {
        if case .bigInt(let big) = self { return big }
        return asInt.map { BigInt($0) }
    }
}
