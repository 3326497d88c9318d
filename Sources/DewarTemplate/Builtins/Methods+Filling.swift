/// Methods of strings that fill them up, join them and put values into them.
extension Methods {
    static let filling: [Builtin] = [
        padding("center", "In the middle of so many characters.", .center),
        padding("ljust", "At the left of so many characters.", .left),
        padding("rjust", "At the right of so many characters.", .right),
        Builtin("zfill", "(width)", "With zeros before it, after its sign, up to so many characters.") { call in
            let width = try call.int(0)
            try call.renderer.checkSize(items: max(width, 0), bytesEach: 1)
            return call.like(call.receiver.zeroFilled(width))
        },
        Builtin("expandtabs", "(tabsize=8)", "With spaces for tabs.") { call in
            let size = try call.int(0)
            let tabs = call.receiver.bytes.count { $0 == UInt8(ascii: "\t") }
            try call.renderer.checkSize(items: tabs, bytesEach: max(size, 1))
            return call.like(call.receiver.expandingTabs(size))
        },
        Builtin("join", "(iterable)", "The strings in a list with this one in between.", join),
        Builtin("format", "(*values, **keywords)", "With the fields in braces replaced: `'{} of {n}'.format(1, n=2)`.")
        {
            call in
            try FormatString.format(call.input, call.varargs, call.keywords ?? Dict(), call.renderer)
        },
        Builtin("format_map", "(mapping)", "As `format`, with the values in a dictionary.") { call in
            guard case .dict(let dict) = call[0] else { throw call.mistyped(0, "dict") }
            return try FormatString.format(call.input, [], dict, call.renderer)
        },
    ]

    private static func padding(_ name: String, _ summary: String, _ alignment: Text.Alignment) -> Builtin {
        Builtin(name, "(width, fillchar=' ')", summary) { call in
            let width = try call.int(0)
            let filler = call.input.isMarkup ? try call.string(1).escaped : try call.string(1)
            guard filler.length == 1 else {
                throw Failure.type("The fill character must be exactly one character long")
            }
            try call.renderer.checkSize(items: max(width, 0), bytesEach: filler.count)
            return call.like(call.receiver.padded(width, alignment, with: filler))
        }
    }

    private static func join(_ call: Call) throws -> Value {
        let items = try call.renderer.items(of: call[0])
        let output = OutputBuffer(limit: call.renderer.limits.maximumValueBytes)
        for (i, item) in items.enumerated() {
            if i > 0 { output.append(call.receiver) }
            if call.input.isMarkup {
                try Printing.writeEscaped(item, to: output, call.renderer)
            } else if let text = item.asText {
                output.append(text)
            } else {
                throw Failure.type("sequence item \(i): expected str instance, \(item.typeName) found")
            }
            try call.renderer.checkSize(of: output)
        }
        return call.like(output.take(from: 0))
    }
}
