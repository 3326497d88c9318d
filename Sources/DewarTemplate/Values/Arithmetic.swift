internal import Glibc

/// Python's arithmetic: integers without limit, `/` always a float, `//` and `%` rounding towards minus infinity; `+` and
/// `*` on strings and lists, `%` on strings.
enum Arithmetic {
    static func apply(_ op: BinaryOperator, _ a: Value, _ b: Value, _ renderer: Renderer) throws -> Value {
        if case .int(let x) = a, case .int(let y) = b, let result = fast(op, x, y) { return .int(result) }
        // String formatting prints even what is undefined.
        if op == .modulo, let text = a.asText {
            return try PercentFormat.apply(text, isMarkup: a.isMarkup, b, renderer)
        }
        if case .undefined(let undefined) = a { throw undefined.failure }
        if case .undefined(let undefined) = b { throw undefined.failure }
        if let x = a.asBigInt, let y = b.asBigInt { return try apply(op, x, y) }
        if let x = a.asDouble, let y = b.asDouble { return .double(try apply(op, x, y, a, b)) }
        switch op {
        case .add: if let sum = try concatenate(a, b, renderer) { return sum }
        case .multiply:
            if let times = b.asInt, let product = try repeated(a, times, renderer) { return product }
            if let times = a.asInt, let product = try repeated(b, times, renderer) { return product }
        default: break
        }
        if op == .add, !a.isMarkup, a.asText != nil || a.asItems != nil {
            throw Failure.type("can only concatenate \(a.typeName) (not \"\(b.typeName)\") to \(a.typeName)")
        }
        throw Failure.type(
            "unsupported operand type(s) for \(op.rawValue): '\(a.typeName)' and '\(b.typeName)'")
    }

    static func sign(_ value: Value, isNegative: Bool) throws -> Value {
        switch value {
        case .undefined(let undefined): throw undefined.failure
        case .double(let double): return .double(isNegative ? -double : double)
        default:
            if let int = value.asInt, int != .min { return .int(isNegative ? -int : int) }
            if let big = value.asBigInt { return .integer(isNegative ? big.negated : big) }
            throw Failure.type("bad operand type for unary \(isNegative ? "-" : "+"): '\(value.typeName)'")
        }
    }

    /// The operations on small integers whose results are small; nil leaves it to the others.
    @inline(__always)
    private static func fast(_ op: BinaryOperator, _ x: Int, _ y: Int) -> Int? {
        let result: (partialValue: Int, overflow: Bool)
        switch op {
        case .add: result = x.addingReportingOverflow(y)
        case .subtract: result = x.subtractingReportingOverflow(y)
        case .multiply: result = x.multipliedReportingOverflow(by: y)
        case .floorDivide where y > 0: return x >= 0 ? x / y : -((-(x + 1)) / y) - 1
        case .modulo where y > 0:
            let rest = x % y
            return rest < 0 ? rest + y : rest
        default: return nil
        }
        return result.overflow ? nil : result.partialValue
    }

    private static func apply(_ op: BinaryOperator, _ x: BigInt, _ y: BigInt) throws -> Value {
        switch op {
        case .add: return .integer(x + y)
        case .subtract: return .integer(x - y)
        case .multiply: return .integer(try BigInt.multiply(x, y))
        case .floorDivide, .modulo:
            if y.isZero {
                throw Failure(
                    .zeroDivision, op == .modulo ? "integer modulo by zero" : "integer division or modulo by zero")
            }
            let (quotient, remainder) = BigInt.divide(x, y)
            return .integer(op == .modulo ? remainder : quotient)
        case .divide:
            if y.isZero { throw Failure(.zeroDivision, "division by zero") }
            return .double(try divide(x, y))
        case .power:
            if y.isNegative {
                if x.isZero { throw Failure(.zeroDivision, "0.0 cannot be raised to a negative power") }
                return .double(pow(x.double, y.double))
            }
            guard let exponent = y.int, exponent < 1 << 40 || x.magnitude.isEmpty || x.magnitude == [1] else {
                throw BigInt.tooWide
            }
            return .integer(try BigInt.power(x, exponent))
        }
    }

    /// True division, rounded once: operands beyond 2^53 are scaled so that the quotient has the bits it needs.
    private static func divide(_ x: BigInt, _ y: BigInt) throws -> Double {
        if x.bitWidth <= 53, y.bitWidth <= 53 { return x.double / y.double }
        let shift = max(0, 66 - (x.bitWidth - y.bitWidth))
        let scaled = try BigInt.multiply(x, try BigInt.power(BigInt(2), shift))
        let magnitude = BigInt(magnitude: y.magnitude, isNegative: false)
        let (quotient, remainder) = BigInt.divide(BigInt(magnitude: scaled.magnitude, isNegative: false), magnitude)
        // A remainder counts as a last bit, so that ties are seen as none.
        let sticky = remainder.isZero ? quotient : quotient + quotient + BigInt(1)
        let value = Double(sign: .plus, exponent: -(shift + (remainder.isZero ? 0 : 1)), significand: sticky.double)
        if value.isInfinite { throw Failure.overflow("integer division result too large for a float") }
        return x.isNegative == y.isNegative ? value : -value
    }

    private static func apply(_ op: BinaryOperator, _ x: Double, _ y: Double, _ a: Value, _ b: Value) throws -> Double {
        for value in [a, b] {
            if case .bigInt(let big) = value, big.double.isInfinite {
                throw Failure.overflow("int too large to convert to float")
            }
        }
        switch op {
        case .add: return x + y
        case .subtract: return x - y
        case .multiply: return x * y
        case .divide:
            if y == 0 { throw Failure(.zeroDivision, "float division by zero") }
            return x / y
        case .floorDivide, .modulo:
            if y == 0 { throw Failure(.zeroDivision, op == .modulo ? "float modulo" : "float floor division by zero") }
            let (quotient, remainder) = floorDivide(x, y)
            return op == .modulo ? remainder : quotient
        case .power:
            if x == 0, y < 0 { throw Failure(.zeroDivision, "0.0 cannot be raised to a negative power") }
            if x < 0, y.isFinite, y != y.rounded() {
                throw Failure.value("a negative number cannot be raised to a fractional power")
            }
            let result = pow(x, y)
            if result.isInfinite, x.isFinite, y.isFinite {
                throw Failure.overflow("(34, 'Numerical result out of range')")
            }
            return result
        }
    }

    /// Python: `float_divmod`.
    private static func floorDivide(_ x: Double, _ y: Double) -> (Double, Double) {
        var remainder = x.truncatingRemainder(dividingBy: y)
        var quotient = (x - remainder) / y
        if remainder != 0 {
            if (y < 0) != (remainder < 0) {
                remainder += y
                quotient -= 1
            }
        } else {
            remainder = y.sign == .minus ? -0.0 : 0.0
        }
        guard quotient != 0 else { return (x / y < 0 ? -0.0 : 0.0, remainder) }
        var floor = quotient.rounded(.down)
        if quotient - floor > 0.5 { floor += 1 }
        return (floor, remainder)
    }

    /// `+` on strings, lists and tuples; nil if the types do not fit.
    private static func concatenate(_ a: Value, _ b: Value, _ renderer: Renderer) throws -> Value? {
        switch (a, b) {
        case (.text(let x), .text(let y)): return .text(try joined(x, y, renderer))
        case (.markup(let x), .markup(let y)): return .markup(try joined(x, y, renderer))
        case (.markup(let x), .text(let y)): return .markup(try joined(x, y.escaped, renderer))
        case (.text(let x), .markup(let y)): return .markup(try joined(x.escaped, y, renderer))
        case (.list(let x), .list(let y)):
            try renderer.checkSize(items: x.count + y.count)
            return .list(x.items + y.items)
        case (.tuple(let x), .tuple(let y)):
            try renderer.checkSize(items: x.count + y.count)
            return .tuple(x.items + y.items)
        default: return nil
        }
    }

    private static func joined(_ x: Text, _ y: Text, _ renderer: Renderer) throws -> Text {
        try renderer.checkSize(items: x.count + y.count, bytesEach: 1)
        return Text.make(count: x.count + y.count, isASCII: x.isASCII && y.isASCII) {
            $0.update(from: x.start, count: x.count)
            ($0 + x.count).update(from: y.start, count: y.count)
        }
    }

    /// `*` on strings, lists and tuples; nil if the value is none of these.
    private static func repeated(_ value: Value, _ times: Int, _ renderer: Renderer) throws -> Value? {
        let times = max(times, 0)
        switch value {
        case .text(let text), .markup(let text):
            try renderer.checkSize(items: times, bytesEach: max(text.count, 1))
            let result = Text.make(count: text.count * times, isASCII: text.isASCII) { target in
                for i in 0..<(text.count == 0 ? 0 : times) {
                    (target + i * text.count).update(from: text.start, count: text.count)
                }
            }
            return value.isMarkup ? .markup(result) : .text(result)
        case .list(let list):
            try renderer.checkSize(items: times, bytesEach: max(list.count, 1) * MemoryLayout<Value>.stride)
            return .list(Array(repeatElement(list.items, count: times).joined()))
        case .tuple(let list):
            try renderer.checkSize(items: times, bytesEach: max(list.count, 1) * MemoryLayout<Value>.stride)
            return .tuple(Array(repeatElement(list.items, count: times).joined()))
        default: return nil
        }
    }
}
