/// Python's `format(value, spec)`: what a replacement field `{:>8.2f}` makes of a value.
enum ValueFormatting {
    /// The widest field and the highest precision, so that a small template cannot ask for a huge text.
    static let maximumWidth = 10_000_000

    static func format(_ value: Value, _ spec: Text, _ renderer: Renderer) throws -> Text {
        if spec.isEmpty { return try Printing.text(value, renderer) }
        switch value {
        case .text(let text), .markup(let text): return try format(text, spec)
        case .int, .bool, .bigInt:
            return try format(integer: value, checked(FormatSpec(spec, for: "int", isNumber: true)))
        case .double(let double):
            return try format(double, checked(FormatSpec(spec, for: "float", isNumber: true)), typeName: "float")
        case .undefined(let undefined) where undefined.behavior == .strict: throw undefined.failure
        default: throw Failure.type("unsupported format string passed to \(value.typeName).__format__")
        }
    }

    private static func checked(_ spec: FormatSpec) throws -> FormatSpec {
        if spec.width > maximumWidth { throw Failure.limit("a field of \(spec.width) characters is too wide") }
        return spec
    }

    // MARK: Strings

    private static func format(_ text: Text, _ source: Text) throws -> Text {
        let spec = try checked(FormatSpec(source, for: "str", isNumber: false))
        if let type = spec.type, type != "s" { throw unknownCode(type, "str") }
        if let sign = spec.sign {
            throw Failure.value(
                sign == .space
                    ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
        }
        if spec.hidesNegativeZero {
            throw Failure.value("Negative zero coercion (z) not allowed in string format specifier")
        }
        if spec.isAlternate { throw Failure.value("Alternate form (#) not allowed in string format specifier") }
        if spec.align == .afterSign { throw Failure.value("'=' alignment not allowed in string format specifier") }
        if let grouping = spec.grouping { throw Failure.value("Cannot specify '\(grouping)' with 's'.") }
        let shown = spec.precision.map { text.slice(0, text.offset(ofCodePoint: $0)) } ?? text
        let filler = Text.make(String(spec.fill))
        return switch spec.align {
        case .right: shown.padded(spec.width, .right, with: filler)
        case .center: shown.padded(spec.width, floorCenter: filler)
        default: shown.padded(spec.width, .left, with: filler)
        }
    }

    // MARK: Integers

    private static func format(integer value: Value, _ spec: FormatSpec) throws -> Text {
        let type = spec.type ?? "d"
        if "eEfFgG%".unicodeScalars.contains(type) {
            guard let double = value.asDouble, double.isFinite else {
                throw Failure.overflow("int too large to convert to float")
            }
            return try format(double, spec, typeName: "int")
        }
        if spec.precision != nil { throw Failure.value("Precision not allowed in integer format specifier") }
        if spec.hidesNegativeZero {
            throw Failure.value("Negative zero coercion (z) not allowed in format specifier with integer")
        }
        if type == "c" { return try format(character: value, spec) }
        guard let radix = radixes[type] else { throw unknownCode(type, value.typeName) }
        let big = value.asBigInt ?? BigInt(0)
        var digits = String(decoding: big.digits(base: radix.base), as: UTF8.self)
        if type == "X" { digits = digits.uppercased() }
        let prefix = spec.isAlternate ? (type == "X" ? "0X" : radix.prefix) : ""
        return try NumberLayout(isNegative: big.isNegative, prefix: prefix, digits: digits).text(spec)
    }

    private static let radixes: [Unicode.Scalar: (base: Int, prefix: String)] = [
        "d": (10, ""), "n": (10, ""), "b": (2, "0b"), "o": (8, "0o"), "x": (16, "0x"), "X": (16, "0x"),
    ]

    private static func format(character value: Value, _ spec: FormatSpec) throws -> Text {
        if spec.sign != nil { throw Failure.value("Sign not allowed with integer format specifier 'c'") }
        if spec.isAlternate {
            throw Failure.value("Alternate form (#) not allowed with integer format specifier 'c'")
        }
        guard let code = value.asInt.flatMap(UInt32.init(exactly:)), let scalar = Unicode.Scalar(code) else {
            throw Failure.overflow("%c arg not in range(0x110000)")
        }
        // A character is filled as a number is: from the left.
        let filler = Text.make(String(spec.fill))
        let text = Text.make(String(scalar))
        return switch spec.align {
        case .left: text.padded(spec.width, .left, with: filler)
        case .center: text.padded(spec.width, floorCenter: filler)
        default: text.padded(spec.width, .right, with: filler)
        }
    }

    // MARK: Floats

    private static func format(_ double: Double, _ spec: FormatSpec, typeName: String) throws -> Text {
        var value = double
        var format = FloatFormat(notation: .fixed, precision: spec.precision ?? 6, isAlternate: spec.isAlternate)
        switch spec.type {
        case nil:
            format.notation = spec.precision == nil ? .shortest : .general
            format.keepsDecimal = true
        case "e", "E": format.notation = .exponent
        case "g", "G", "n": format.notation = .general
        case "f", "F": break
        case "%": value *= 100
        case let type?: throw unknownCode(type, typeName)
        }
        format.isUppercase = spec.type.map { "EFG".unicodeScalars.contains($0) } == true
        let text = try format.string(value)
        let whole = text.prefix { $0.isNumber }
        var layout = NumberLayout(isNegative: value.sign == .minus && !value.isNaN, digits: String(whole))
        layout.rest = text.dropFirst(whole.count) + (spec.type == "%" ? "%" : "")
        if spec.hidesNegativeZero,
            !text.prefix(while: { $0 != "e" && $0 != "E" }).contains(where: { "123456789".contains($0) }),
            value.isFinite
        {
            layout.isNegative = false
        }
        return try layout.text(spec)
    }

    private static func unknownCode(_ type: Unicode.Scalar, _ typeName: String) -> Failure {
        let shown = type.value > 32 && type.value < 128 ? String(type) : "\\x" + String(type.value, radix: 16)
        return Failure.value("Unknown format code '\(shown)' for object of type '\(typeName)'")
    }
}
