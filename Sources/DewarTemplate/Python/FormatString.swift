/// Python's `text.format(…)`: replacement fields in braces.
///
/// ```
/// '{0.name!r:>{width}} {} {key[a]}'
/// ```
struct FormatString {
    /// The place of a field's value: `name.attribute[item]`.
    private struct Field {
        var name: Text
        var path: [(isAttribute: Bool, key: Text)] = []
    }

    private let positional: [Value]
    private let keywords: Dict
    private let renderer: Renderer
    /// Markup escapes what it takes in.
    private let isMarkup: Bool
    /// The number of the next `{}`; nil as soon as a field has a number of its own.
    private var nextIndex: Int? = 0

    /// The pattern with the fields filled in.
    static func format(_ pattern: Value, _ positional: [Value], _ keywords: Dict, _ renderer: Renderer) throws -> Value
    {
        var format = FormatString(positional, keywords, renderer, isMarkup: pattern.isMarkup)
        let text = try format.fill(pattern.asText ?? .empty, depth: 2)
        return pattern.isMarkup ? .markup(text) : .text(text)
    }

    private init(_ positional: [Value], _ keywords: Dict, _ renderer: Renderer, isMarkup: Bool) {
        self.positional = positional
        self.keywords = keywords
        self.renderer = renderer
        self.isMarkup = isMarkup
    }

    /// Copies the text and replaces the fields; a field's specification may have fields again, one level deep.
    private mutating func fill(_ pattern: Text, depth: Int) throws -> Text {
        if depth == 0 { throw Failure.value("Max string recursion exceeded") }
        let bytes = pattern.bytes
        let output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
                output.append(byte: byte)
                continue
            }
            if place < bytes.count, bytes[place] == byte {
                output.append(byte: byte)
                place += 1
            } else if byte == UInt8(ascii: "}") {
                throw Failure.value("Single '}' encountered in format string")
            } else {
                let end = try FormatString.endOfField(bytes, place)
                output.append(try replacement(pattern.slice(place, end), depth: depth))
                place = end + 1
            }
            try renderer.checkSize(of: output)
        }
        return output.take(from: 0)
    }

    /// The brace that closes the field; brackets hide braces in the field's name.
    private static func endOfField(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) throws -> Int {
        if start == bytes.count { throw Failure.value("Single '{' encountered in format string") }
        var depth = 1
        var isInBrackets = false
        var isInName = true
        for place in start..<bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "[") where isInName: isInBrackets = true
            case UInt8(ascii: "]") where isInName: isInBrackets = false
            case _ where isInBrackets: break
            case UInt8(ascii: "{"):
                if isInName { throw Failure.value("unexpected '{' in field name") }
                depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return place }
            case UInt8(ascii: ":"), UInt8(ascii: "!"): isInName = false
            default: break
            }
        }
        throw Failure.value("expected '}' before end of string")
    }

    /// What a field, without its braces, is replaced by.
    private mutating func replacement(_ field: Text, depth: Int) throws -> Text {
        let bytes = field.bytes
        var nameEnd = 0
        var isInBrackets = false
        while nameEnd < bytes.count {
            let byte = bytes[nameEnd]
            if byte == UInt8(ascii: "[") { isInBrackets = true }
            if byte == UInt8(ascii: "]") { isInBrackets = false }
            if !isInBrackets, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "!") { break }
            nameEnd += 1
        }
        var conversion: Unicode.Scalar?
        var specStart = nameEnd
        if nameEnd < bytes.count, bytes[nameEnd] == UInt8(ascii: "!") {
            (conversion, specStart) = try FormatString.conversion(field, nameEnd + 1)
        }
        var value = try lookUp(FormatString.parse(field.slice(0, nameEnd)))
        let spec = specStart < field.count ? field.slice(specStart + 1, field.count) : .empty
        if let conversion { value = try converted(value, conversion) }
        return try formatted(value, spec.isEmpty ? spec : fill(spec, depth: depth - 1))
    }

    private static func conversion(_ field: Text, _ place: Int) throws -> (Unicode.Scalar, end: Int) {
        guard place < field.count else { throw Failure.value("unmatched '{' in format spec") }
        let scalar = field.scalar(at: place)
        let end = place + UTF8.width(scalar)
        if end < field.count, field.start[end] != UInt8(ascii: ":") {
            throw Failure.value("expected ':' after conversion specifier")
        }
        return (scalar, end)
    }

    private func converted(_ value: Value, _ conversion: Unicode.Scalar) throws -> Value {
        switch conversion {
        case "s": return .text(try Printing.text(value, renderer))
        case "r", "a":
            let output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
            try Repr.write(value, to: output, renderer)
            let text = output.take(from: 0)
            return .text(conversion == "a" ? text.asciiEscaped : text)
        default: throw Failure.value("Unknown conversion specifier '\(conversion)'")
        }
    }

    private func formatted(_ value: Value, _ spec: Text) throws -> Text {
        guard isMarkup else { return try ValueFormatting.format(value, spec, renderer) }
        if value.isMarkup {
            if !spec.isEmpty { throw Failure.value("Unsupported format specification for Markup.") }
            return value.asText!
        }
        return try ValueFormatting.format(value, spec, renderer).escaped
    }

    // MARK: The value of a field

    private static func parse(_ text: Text) throws -> Field {
        let bytes = text.bytes
        var place = 0
        while place < bytes.count, bytes[place] != UInt8(ascii: "."), bytes[place] != UInt8(ascii: "[") { place += 1 }
        var field = Field(name: text.slice(0, place))
        while place < bytes.count {
            let isAttribute = bytes[place] == UInt8(ascii: ".")
            guard isAttribute || bytes[place] == UInt8(ascii: "[") else {
                throw Failure.value("Only '.' or '[' may follow ']' in format field specifier")
            }
            let start = place + 1
            place = start
            if isAttribute {
                while place < bytes.count, bytes[place] != UInt8(ascii: "."), bytes[place] != UInt8(ascii: "[") {
                    place += 1
                }
            } else {
                while place < bytes.count, bytes[place] != UInt8(ascii: "]") { place += 1 }
                if place == bytes.count { throw Failure.value("Missing ']' in format string") }
            }
            if place == start { throw Failure.value("Empty attribute in format string") }
            field.path.append((isAttribute, text.slice(start, place)))
            if !isAttribute { place += 1 }
        }
        return field
    }

    private mutating func lookUp(_ field: Field) throws -> Value {
        var value = try argument(field.name)
        for (isAttribute, key) in field.path {
            if isAttribute {
                value = try PythonAccess.attribute(value, key, renderer)
            } else {
                let index = FormatString.index(key)
                value = try PythonAccess.item(value, index.map(Value.int) ?? .text(key), renderer)
            }
        }
        return value
    }

    private mutating func argument(_ name: Text) throws -> Value {
        let index: Int
        if name.isEmpty {
            guard let next = nextIndex else {
                throw Failure.value("cannot switch from manual field specification to automatic field numbering")
            }
            index = next
            nextIndex = next + 1
        } else if let number = FormatString.index(name) {
            if let next = nextIndex, next > 0 {
                throw Failure.value("cannot switch from automatic field numbering to manual field specification")
            }
            nextIndex = nil
            index = number
        } else {
            if let value = keywords[name] { return value }
            throw Failure(.key, Repr.string(.text(name)))
        }
        guard index < positional.count else {
            throw Failure(.index, "Replacement index \(index) out of range for positional args tuple")
        }
        return positional[index]
    }

    private static func index(_ text: Text) -> Int? {
        text.all { ("0"..."9").contains($0) } ? Int(text.string) : nil
    }
}
