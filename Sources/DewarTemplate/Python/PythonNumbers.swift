/// Python's `int()` and `float()`.
enum PythonNumbers {
    /// The whole part of a float.
    static func truncated(_ double: Double) throws -> BigInt {
        if double.isNaN { throw Failure.value("cannot convert float NaN to integer") }
        if double.isInfinite { throw Failure.overflow("cannot convert float infinity to integer") }
        return BigInt(double)
    }

    /// The integer that a text writes.
    static func integer(_ text: Text, base: Int = 10) throws -> Value {
        if base != 0, !(2...36).contains(base) { throw Failure.value("int() base must be >= 2 and <= 36, or 0") }
        if let value = NumberParsing.integer(text, base: base) { return value }
        throw Failure.value("invalid literal for int() with base \(base): \(Repr.string(.text(text)))")
    }

    /// The number that a text writes.
    static func float(_ text: Text) throws -> Double {
        if let value = NumberParsing.float(text) { return value }
        throw Failure.value("could not convert string to float: \(Repr.string(.text(text)))")
    }

    /// `int(value)`.
    static func integer(_ value: Value, base: Int? = nil) throws -> Value {
        switch value {
        case .int, .bigInt: return value
        case .bool(let bool): return .int(bool ? 1 : 0)
        case .double(let double): return .integer(try truncated(double))
        case .text(let text), .markup(let text): return try integer(text, base: base ?? 10)
        case .undefined(let undefined): throw undefined.failure
        default:
            throw Failure.type(
                "int() argument must be a string, a bytes-like object or a real number, not '\(value.typeName)'")
        }
    }

    /// `float(value)`.
    static func float(_ value: Value) throws -> Double {
        if let text = value.asText { return try float(text) }
        if case .undefined(let undefined) = value { throw undefined.failure }
        guard let double = value.asDouble else {
            throw Failure.type("float() argument must be a string or a real number, not '\(value.typeName)'")
        }
        if case .bigInt = value, double.isInfinite { throw Failure.overflow("int too large to convert to float") }
        return double
    }
}
