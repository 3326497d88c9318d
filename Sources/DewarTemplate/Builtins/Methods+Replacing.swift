/// Methods of strings that replace characters, and those that only safe text has.
extension Methods {
    static let replacing: [Builtin] = [
        Builtin("replace", "(old, new, count=-1)", "With all occurrences, or the first `count`, replaced.") { call in
            let new = call.input.isMarkup ? try Printing.escaped(call[1], call.renderer) : try call.string(1)
            let (old, limit) = (try call.string(0), try call.int(2))
            let times = call.receiver.occurrences(of: old)
            try call.renderer.checkSize(items: limit < 0 ? times : min(limit, times), bytesEach: max(new.count, 1))
            return call.like(call.receiver.replacing(old, with: new, limit: limit))
        },
        Builtin(
            "translate", "(table)", "With each character replaced by what a dictionary has for its number.", translate),
        Builtin("maketrans", "(old, new=none, removed='')", "A dictionary for `translate`.", maketrans),
    ]

    static let markupOnly: [Builtin] = [
        Builtin("striptags", "Without its tags, entities decoded.") { call in .text(TagStripping.strip(call.receiver))
        },
        Builtin("unescape", "With entities decoded.") { call in .text(HTMLEntities.unescape(call.receiver)) },
        Builtin("escape", "(value)", "The value escaped.") { call in
            .markup(try Printing.escaped(call[0], call.renderer))
        },
        Builtin("__html__", "The text itself.") { call in call.input },
    ]

    private static func translate(_ call: Call) throws -> Value {
        guard case .dict(let table) = call[0] else { throw call.mistyped(0, "dict") }
        let output = OutputBuffer(limit: call.renderer.limits.maximumValueBytes)
        for scalar in call.receiver.scalars {
            switch try table.value(.int(Int(scalar.value))) {
            case nil: output.append(scalar: scalar)
            case .some(.none): break
            case .text(let text), .markup(let text): output.append(text)
            case .int(let code):
                guard let code = UInt32(exactly: code), let replacement = Unicode.Scalar(code) else {
                    throw Failure.value("character mapping must be in range(0x110000)")
                }
                output.append(scalar: replacement)
            default: throw Failure.type("character mapping must return integer, None or str")
            }
            try call.renderer.checkSize(of: output)
        }
        return call.like(output.take(from: 0))
    }

    private static func maketrans(_ call: Call) throws -> Value {
        let table = Dict()
        if case .dict(let source) = call[0], call[1].isNone {
            for i in 0..<source.count {
                let (key, value) = (source.entries[i].key, source.entries[i].value)
                let scalar = key.asText.flatMap { $0.length == 1 ? $0.scalars.first : nil }
                if key.isString, scalar == nil {
                    throw Failure.value("string keys in translate table must be of length 1")
                }
                try table.set(scalar.map { .int(Int($0.value)) } ?? key, value)
            }
            return .dict(table)
        }
        let (old, new) = (try call.string(0), try call.string(1))
        guard old.length == new.length else {
            throw Failure.value("the first two maketrans arguments must have equal length")
        }
        for (from, to) in zip(old.scalars, new.scalars) {
            try table.set(.int(Int(from.value)), .int(Int(to.value)))
        }
        for scalar in try call.string(2).scalars { try table.set(.int(Int(scalar.value)), .none) }
        return .dict(table)
    }
}
