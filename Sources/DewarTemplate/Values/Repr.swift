/// `repr(value)`: how values are spelt inside a printed list, and in error messages.
enum Repr {
    static func write(_ value: Value, to output: OutputBuffer, _ renderer: Renderer) throws {
        switch value {
        case .text(let text): write(text, to: output)
        case .markup(let text):
            output.append("Markup(" as StaticString)
            write(text, to: output)
            output.append(")" as StaticString)
        case .list(let list): try write(list.items, "[", "]", list, to: output, renderer)
        case .tuple(let list): try write(list.items, "(", list.count == 1 ? ",)" : ")", list, to: output, renderer)
        case .dict(let dict): try write(dict, to: output, renderer)
        case .object(let object): try object.writeRepr(to: output, renderer)
        case .undefined:
            output.append("Undefined" as StaticString)
        default: try Printing.write(value, to: output, renderer)
        }
    }

    private static func write(
        _ items: [Value], _ open: StaticString, _ close: StaticString, _ identity: AnyObject, to output: OutputBuffer,
        _ renderer: Renderer
    ) throws {
        try renderer.printing(identity, output, ifCyclic: open) {
            output.append(open)
            for (i, item) in items.enumerated() {
                if i > 0 { output.append(", " as StaticString) }
                try write(item, to: output, renderer)
                try renderer.checkSize(of: output)
            }
            output.append(close)
        }
    }

    private static func write(_ dict: Dict, to output: OutputBuffer, _ renderer: Renderer) throws {
        try renderer.printing(dict, output, ifCyclic: "{") {
            output.append("{" as StaticString)
            for i in 0..<dict.count {
                if i > 0 { output.append(", " as StaticString) }
                try write(dict.entries[i].key, to: output, renderer)
                output.append(": " as StaticString)
                try write(dict.entries[i].value, to: output, renderer)
                try renderer.checkSize(of: output)
            }
            output.append("}" as StaticString)
        }
    }

    /// A string literal: single quotes unless the text has these and no double ones.
    static func write(_ text: Text, to output: OutputBuffer, asciiOnly: Bool = false) {
        let hasSingle = text.bytes.contains(UInt8(ascii: "'"))
        let quote = hasSingle && !text.bytes.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "\"") : UInt8(ascii: "'")
        output.append(byte: quote)
        for scalar in text.scalars { write(scalar, quote, to: output, asciiOnly: asciiOnly) }
        output.append(byte: quote)
    }

    private static func write(_ scalar: Unicode.Scalar, _ quote: UInt8, to output: OutputBuffer, asciiOnly: Bool) {
        switch scalar {
        case "\\": output.append("\\\\" as StaticString)
        case "\n": output.append("\\n" as StaticString)
        case "\r": output.append("\\r" as StaticString)
        case "\t": output.append("\\t" as StaticString)
        case _ where scalar.value == UInt32(quote):
            output.append(byte: UInt8(ascii: "\\"))
            output.append(byte: quote)
        case _ where isPrintable(scalar) && !(asciiOnly && !scalar.isASCII): output.append(scalar: scalar)
        case _ where scalar.value < 0x100: writeHex(scalar.value, "\\x", 2, to: output)
        case _ where scalar.value < 0x10000: writeHex(scalar.value, "\\u", 4, to: output)
        default: writeHex(scalar.value, "\\U", 8, to: output)
        }
    }

    private static func writeHex(_ value: UInt32, _ prefix: StaticString, _ width: Int, to output: OutputBuffer) {
        let digits = String(value, radix: 16)
        output.append(prefix)
        output.append(repeating: UInt8(ascii: "0"), width - digits.utf8.count)
        output.append(digits)
    }

    /// Python: `str.isprintable`. Separators other than the space, controls, surrogates and unassigned ones are not.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    /// The spelling of a value in an error message: only what needs no renderer, the rest by its type.
    static func string(_ value: Value) -> String {
        let output = OutputBuffer()
        switch value {
        case .text(let text), .markup(let text): write(text, to: output)
        case .int(let int): output.append(int)
        case .double(let double): output.append(double)
        case .bool(let bool): output.append(bool ? "True" : "False" as StaticString)
        case .none: output.append("None" as StaticString)
        case .bigInt(let big): output.append(big.description)
        default: output.append(value.typeName)
        }
        return output.string
    }
}
