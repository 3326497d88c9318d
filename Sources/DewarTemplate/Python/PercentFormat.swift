/// Python's `text % values`: printf-style formatting.
///
/// ```
/// '%-6s|%05.1f|%(name)s'
/// ```
struct PercentFormat {
    /// One conversion: `%[(key)][flags][width][.precision][length]type`.
    private struct Conversion {
        var isLeft = false
        var isAlternate = false
        var isZeroFilled = false
        var sign: FormatSpec.Sign?
        var width = 0
        var precision: Int?
        var type: Unicode.Scalar = "s"
    }

    /// What the conversions take their values from.
    private enum Source {
        case tuple([Value])
        case single(Value)
    }

    private let pattern: [Unicode.Scalar]
    private let values: Value
    private let source: Source
    private let isMarkup: Bool
    private let renderer: Renderer
    private var place = 0
    private var taken = 0
    private var usedKeys = false
    private let output: OutputBuffer

    /// The pattern with the values filled in. Markup escapes what it takes in and stays markup.
    static func apply(_ pattern: Text, isMarkup: Bool, _ values: Value, _ renderer: Renderer) throws -> Value {
        var format = PercentFormat(pattern, isMarkup, values, renderer)
        let text = try format.run()
        return isMarkup ? .markup(text) : .text(text)
    }

    private init(_ pattern: Text, _ isMarkup: Bool, _ values: Value, _ renderer: Renderer) {
        self.pattern = Array(pattern.scalars)
        self.isMarkup = isMarkup
        self.values = values
        self.renderer = renderer
        if case .tuple(let list) = values { source = .tuple(list.items) } else { source = .single(values) }
        output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
    }

    private mutating func run() throws -> Text {
        while place < pattern.count {
            let scalar = pattern[place]
            place += 1
            if scalar == "%" { try convert() } else { output.append(scalar: scalar) }
            try renderer.checkSize(of: output)
        }
        try checkAllTaken()
        return output.take(from: 0)
    }

    private func checkAllTaken() throws {
        let left =
            switch source {
            case .tuple(let items): taken < items.count
            // What has items counts as a source of keys, even if none was asked for.
            case .single: taken == 0 && !usedKeys && !isKeyed(values)
            }
        if left { throw Failure.type("not all arguments converted during string formatting") }
    }

    /// True for what `%(key)s` can take from: all that has items but strings.
    private func isKeyed(_ value: Value) -> Bool {
        switch value {
        case .list, .dict: true
        case .object(let object): object.isMapping || object.isSequence
        case .undefined: true
        default: false
        }
    }

    // MARK: Reading a conversion

    private mutating func convert() throws {
        if peek == "%" {
            place += 1
            return output.append(byte: UInt8(ascii: "%"))
        }
        var conversion = Conversion()
        var keyed: Value?
        if peek == "(" { keyed = try takeKeyed() }
        takeFlags(&conversion)
        if let width = try takeCount("width") {
            conversion.width = Int(clamping: width.magnitude)
            if width < 0 { conversion.isLeft = true }
        }
        if peek == "." {
            place += 1
            conversion.precision = max(try takeCount("precision") ?? 0, 0)
        }
        if let length = peek, "hlL".unicodeScalars.contains(length) { place += 1 }
        guard let type = peek else { throw Failure.value("incomplete format") }
        place += 1
        conversion.type = type
        if conversion.width > ValueFormatting.maximumWidth { throw Failure.value("width too big") }
        let value = try keyed ?? nextValue()
        output.append(try text(of: value, conversion))
    }

    private var peek: Unicode.Scalar? { place < pattern.count ? pattern[place] : nil }

    private mutating func takeKeyed() throws -> Value {
        guard isKeyed(values) else { throw Failure.type("format requires a mapping") }
        let start = place + 1
        var depth = 0
        repeat {
            guard let scalar = peek else { throw Failure.value("incomplete format key") }
            depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
            place += 1
        } while depth > 0
        var key = String.UnicodeScalarView()
        key.append(contentsOf: pattern[start..<(place - 1)])
        usedKeys = true
        return try PythonAccess.item(values, .text(String(key)), renderer)
    }

    private mutating func takeFlags(_ conversion: inout Conversion) {
        while let flag = peek {
            switch flag {
            case "-": conversion.isLeft = true
            case "+": conversion.sign = .always
            case " ": conversion.sign = conversion.sign ?? .space
            case "#": conversion.isAlternate = true
            case "0": conversion.isZeroFilled = true
            default: return
            }
            place += 1
        }
    }

    /// A number, or `*` for one of the values.
    private mutating func takeCount(_ name: String) throws -> Int? {
        if peek == "*" {
            place += 1
            guard let count = try nextValue().asInt else { throw Failure.type("* wants int") }
            return count
        }
        var count: Int?
        while let scalar = peek, ("0"..."9").contains(scalar) {
            count = (count ?? 0) * 10 + Int(scalar.value) - 0x30
            if count! > Int(Int32.max) { throw Failure.value("\(name) too big") }
            place += 1
        }
        return count
    }

    private mutating func nextValue() throws -> Value {
        defer { taken += 1 }
        switch source {
        case .tuple(let items) where taken < items.count: return items[taken]
        case .single(let value) where taken == 0 && !usedKeys: return value
        default: throw Failure.type("not enough arguments for format string")
        }
    }

    // MARK: Writing a value

    private func text(of value: Value, _ conversion: Conversion) throws -> Text {
        switch conversion.type {
        case "s": pad(try shown(value, conversion), conversion)
        case "r": pad(try represented(value, asciiOnly: false, conversion), conversion)
        case "a": pad(try represented(value, asciiOnly: true, conversion), conversion)
        case "c": pad(try character(value), conversion)
        case "d", "i", "u", "x", "X", "o": try integer(value, conversion)
        case "e", "E", "f", "F", "g", "G": try float(value, conversion)
        case let type:
            throw Failure.value(
                "unsupported format character '\(type.isASCII && type.value >= 32 ? String(type) : "?")' "
                    + "(0x\(String(type.value, radix: 16))) at index \(place - 1)")
        }
    }

    private func pad(_ text: Text, _ conversion: Conversion) -> Text {
        text.padded(conversion.width, conversion.isLeft ? .left : .right)
    }

    private func cut(_ text: Text, _ conversion: Conversion) -> Text {
        conversion.precision.map { text.slice(0, text.offset(ofCodePoint: $0)) } ?? text
    }

    private func shown(_ value: Value, _ conversion: Conversion) throws -> Text {
        cut(try isMarkup ? Printing.escaped(value, renderer) : Printing.text(value, renderer), conversion)
    }

    private func represented(_ value: Value, asciiOnly: Bool, _ conversion: Conversion) throws -> Text {
        let output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
        try Repr.write(value, to: output, renderer)
        var text = output.take(from: 0)
        if asciiOnly { text = text.asciiEscaped }
        return cut(isMarkup ? text.escaped : text, conversion)
    }

    private func character(_ value: Value) throws -> Text {
        if let text = value.asText, text.length == 1, !isMarkup { return text }
        guard value.asBigInt != nil, !isMarkup else { throw Failure.type("%c requires int or char") }
        guard let code = value.asInt.flatMap(UInt32.init(exactly:)), let scalar = Unicode.Scalar(code) else {
            throw Failure.overflow("%c arg not in range(0x110000)")
        }
        return Text.make(String(scalar))
    }

    private func integer(_ value: Value, _ conversion: Conversion) throws -> Text {
        let big = try wholeNumber(value, conversion.type)
        let base = conversion.type == "o" ? 8 : conversion.type == "x" || conversion.type == "X" ? 16 : 10
        var digits = String(decoding: big.digits(base: base), as: UTF8.self)
        if conversion.type == "X" { digits = digits.uppercased() }
        if let precision = conversion.precision {
            if precision > ValueFormatting.maximumWidth { throw Failure.value("precision too big") }
            digits = String(repeating: "0", count: max(precision - digits.utf8.count, 0)) + digits
        }
        let prefix = base == 10 || !conversion.isAlternate ? "" : base == 8 ? "0o" : "0\(conversion.type)"
        return try NumberLayout(isNegative: big.isNegative, prefix: prefix, digits: digits).text(spec(conversion))
    }

    private func wholeNumber(_ value: Value, _ type: Unicode.Scalar) throws -> BigInt {
        let isDecimal = type == "d" || type == "i" || type == "u"
        if isMarkup {
            // Markup hands its values over in a wrapper, which is converted as int() does, but is no integer.
            guard isDecimal else {
                throw Failure.type("%\(type) format: an integer is required, not \(value.typeName)")
            }
            return try PythonNumbers.integer(value).asBigInt ?? BigInt(0)
        }
        if let big = value.asBigInt { return big }
        if isDecimal, case .double(let double) = value { return try PythonNumbers.truncated(double) }
        let needed = isDecimal ? "a real number" : "an integer"
        throw Failure.type("%\(type) format: \(needed) is required, not \(value.typeName)")
    }

    private func float(_ value: Value, _ conversion: Conversion) throws -> Text {
        guard let double = isMarkup ? try PythonNumbers.float(value) : value.asDouble else {
            throw Failure.type("must be real number, not \(value.typeName)")
        }
        if case .bigInt = value, double.isInfinite { throw Failure.overflow("int too large to convert to float") }
        var format = FloatFormat(
            notation: .fixed, precision: conversion.precision ?? 6, isAlternate: conversion.isAlternate)
        switch conversion.type {
        case "e", "E": format.notation = .exponent
        case "g", "G": format.notation = .general
        default: break
        }
        format.isUppercase = "EFG".unicodeScalars.contains(conversion.type)
        let digits = try format.string(double)
        return try NumberLayout(isNegative: double.sign == .minus && !double.isNaN, digits: digits)
            .text(spec(conversion))
    }

    private func spec(_ conversion: Conversion) -> FormatSpec {
        var spec = FormatSpec()
        spec.width = conversion.width
        spec.sign = conversion.sign
        spec.align = conversion.isLeft ? .left : conversion.isZeroFilled ? .afterSign : .right
        if conversion.isZeroFilled, !conversion.isLeft { spec.fill = "0" }
        return spec
    }
}
