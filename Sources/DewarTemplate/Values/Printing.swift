/// `str(value)`: what `{{ value }}` prints.
enum Printing {
    /// Writes the value as text, without escaping.
    static func write(_ value: Value, to output: OutputBuffer, _ renderer: Renderer) throws {
        switch value {
        case .text(let text), .markup(let text): output.append(text)
        case .int(let int): output.append(int)
        case .double(let double): output.append(double)
        case .bool(let bool): output.append(bool ? "True" : "False" as StaticString)
        case .none: output.append("None" as StaticString)
        case .absent: break
        case .undefined(let undefined): try write(undefined, to: output)
        case .bigInt(let big): output.append(big.description)
        case .object(let object): try object.write(to: output, renderer)
        case .list, .tuple, .dict: try Repr.write(value, to: output, renderer)
        }
    }

    /// Writes the value as `{{ value }}` does where autoescape is on.
    static func writeEscaped(_ value: Value, to output: OutputBuffer, _ renderer: Renderer) throws {
        switch value {
        case .text(let text): output.appendEscaped(text.start, text.count)
        case .markup(let text): output.append(text)
        case .int(let int): output.append(int)
        case .double(let double): output.append(double)
        case .bool, .none, .absent, .bigInt: try write(value, to: output, renderer)
        case .object(let object) where object.isSafe: try object.write(to: output, renderer)
        case .undefined, .object, .list, .tuple, .dict:
            output.appendEscaped(try text(value, renderer))
        }
    }

    private static func write(_ undefined: Undefined, to output: OutputBuffer) throws {
        switch undefined.behavior {
        case .default, .chainable: break
        case .strict: throw undefined.failure
        case .debug: output.append(undefined.debugText)
        }
    }

    /// `str(value)` as a text; the text itself if the value is one.
    static func text(_ value: Value, _ renderer: Renderer) throws -> Text {
        if let text = value.asText { return text }
        let output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
        try write(value, to: output, renderer)
        return output.take(from: 0)
    }

    /// `escape(value)` (MarkupSafe): safe text stays, all else is printed and escaped.
    static func escaped(_ value: Value, _ renderer: Renderer) throws -> Text {
        switch value {
        case .markup(let text): return text
        case .text(let text): return text.escaped
        case .object(let object) where object.isSafe: return try text(value, renderer)
        default: return try text(value, renderer).escaped
        }
    }
}
