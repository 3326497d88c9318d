/// Numbers.
extension Filters {
    static let numbers: [Builtin] = [
        Builtin("abs", "The number without its sign.", abs),
        Builtin(
            "int", "(default=0, base=10)", "As an integer; the default if it is none. Text may be of another base.",
            int),
        Builtin("float", "(default=0.0)", "As a floating-point number; the default if it is none.") { call in
            do { return .double(try PythonNumbers.float(call.input)) } catch let failure as Failure {
                guard failure.kind == .type || failure.kind == .value else { throw failure }
                return call[0]
            }
        },
        Builtin(
            "round", "(precision=0, method='common')",
            "Rounded to so many decimals: a half to the even digit, or up with `'ceil'`, or down with `'floor'`.",
            round),
        Builtin(
            "filesizeformat", "(binary=false)", "A number of bytes as `13.0 kB`, or with `true` as `12.7 KiB`.",
            filesizeformat),
    ]

    private static func abs(_ call: Call) throws -> Value {
        switch call.input {
        case .double(let double): return .double(double.magnitude)
        case .bigInt(let big): return .bigInt(BigInt(magnitude: big.magnitude, isNegative: false))
        default:
            guard let int = call.input.asInt else {
                throw Failure.type("bad operand type for abs(): '\(call.input.typeName)'")
            }
            return int == .min ? .integer(BigInt(int).negated) : .int(Swift.abs(int))
        }
    }

    private static func int(_ call: Call) throws -> Value {
        if case .int = call.input { return call.input }
        do { return try PythonNumbers.integer(call.input, base: call[1].asInt ?? 10) } catch let failure as Failure {
            guard failure.kind == .type || failure.kind == .value else { throw failure }
        }
        // "42.9" is 42.
        if let double = try? PythonNumbers.float(call.input), let whole = try? PythonNumbers.truncated(double) {
            return .integer(whole)
        }
        return call[0]
    }

    private static func round(_ call: Call) throws -> Value {
        if case .double(let double) = call.input, !call.isGiven(1), let digits = call[0].asInt {
            return .double(try FloatRounding.round(double, digits: digits))
        }
        let method = call[1].asText?.string
        guard let method, ["common", "ceil", "floor"].contains(method) else {
            throw Failure.filterArgument("method must be common, ceil or floor")
        }
        if method != "common" {
            return try roundedToOneSide(call.input, try call.int(0), method == "ceil" ? .up : .down)
        }
        switch call.input {
        case .double(let double):
            if call[0].isNone {
                return .integer(try PythonNumbers.truncated(double.rounded(.toNearestOrEven)))
            }
            return .double(try FloatRounding.round(double, digits: call.int(0)))
        case .int, .bool, .bigInt:
            let digits = call[0].isNone ? 0 : try call.int(0)
            let big = call.input.asBigInt ?? BigInt(0)
            return .integer(digits >= 0 ? big : try IntegerRounding.round(big, places: digits == .min ? .max : -digits))
        default: throw Failure.type("type \(call.input.typeName) doesn't define __round__ method")
        }
    }

    private static func roundedToOneSide(
        _ value: Value, _ digits: Int, _ rule: FloatingPointRoundingRule
    ) throws -> Value {
        if case .undefined(let undefined) = value { throw undefined.failure }
        guard let double = value.asDouble else { throw Failure.type("must be real number, not \(value.typeName)") }
        // An integer has no decimals to round.
        if value.asBigInt != nil, digits >= 0 { return .double(double) }
        guard let power = Double("1e\(digits)"), power.isFinite else {
            throw Failure.overflow("int too large to convert to float")
        }
        let scaled = (double * power).rounded(rule)
        if scaled.isNaN { throw Failure.value("cannot convert float NaN to integer") }
        if scaled.isInfinite { throw Failure.overflow("cannot convert float infinity to integer") }
        if power == 0 { throw Failure(.zeroDivision, "float division by zero") }
        return .double(scaled / power)
    }

    private static let decimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    private static let binaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]

    private static func filesizeformat(_ call: Call) throws -> Value {
        let bytes = try PythonNumbers.float(call.input)
        let isBinary = try call.bool(0)
        let base: Double = isBinary ? 1024 : 1000
        if bytes == 1 { return .text("1 Byte") }
        if bytes < base { return .text("\(try PythonNumbers.truncated(bytes).description) Bytes") }
        let units = isBinary ? binaryUnits : decimalUnits
        var unit = base
        var index = 0
        repeat {
            unit *= base
            index += 1
        } while !(bytes < unit) && index < units.count
        let number = try FloatFormat(notation: .fixed, precision: 1).string(base * bytes / unit)
        return .text("\(number) \(units[index - 1])")
    }
}
