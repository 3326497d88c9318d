/// The functions that every template can call.
enum Globals {
    static let all: [Builtin] = [
        Builtin("range", "(start, stop=none, step=1)", "The integers from start up to, and without, stop.") { call in
            let (start, stop) = try call[1].isNone ? (0, call.int(0)) : (call.int(0), call.int(1))
            let step = try call.int(2)
            if step == 0 { throw Failure.value("range() arg 3 must not be zero") }
            return .object(RangeObject(start, stop, step))
        },
        Builtin("dict", "(*values, **keywords)", "A dictionary of the keywords, or of pairs: `dict(name='Ada')`.") {
            call in .dict(try dictionary(call))
        },
        Builtin(
            "namespace", "(*values, **keywords)", "A value whose attributes `{% set name.attribute = … %}` changes."
        ) {
            call in .object(Namespace(try dictionary(call)))
        },
        Builtin("cycler", "(*values)", "Gives the values in turn: `next()`, `current`, `reset()`.") { call in
            if call.varargs.isEmpty { throw Failure(.runtimePython, "at least one item has to be provided") }
            return .object(Cycler(call.varargs))
        },
        Builtin("joiner", "(sep=', ')", "A function that gives nothing the first time, then the separator.") { call in
            .object(Joiner(call[0]))
        },
        Builtin(
            "lipsum", "(n=5, html=true, min=20, max=100)",
            "So many paragraphs of text without meaning, of `min` to `max` words each.", lipsum),
    ]

    /// How Python prints those of the functions that are classes there.
    static let classNames = [
        "range": "range", "dict": "dict", "namespace": "jinja2.utils.Namespace", "cycler": "jinja2.utils.Cycler",
        "joiner": "jinja2.utils.Joiner",
    ]

    /// What `dict(pairs, name=value)` gives.
    private static func dictionary(_ call: Call) throws -> Dict {
        if call.varargs.count > 1 {
            throw Failure.type("dict expected at most 1 argument, got \(call.varargs.count)")
        }
        let dict = Dict()
        for source in call.varargs { try call.renderer.update(dict, with: source) }
        if let keywords = call.keywords { try call.renderer.update(dict, with: .dict(keywords)) }
        return dict
    }

    private static func lipsum(_ call: Call) throws -> Value {
        let (least, most) = (try call.int(2), try call.int(3))
        if least >= most { throw Failure.value("empty range for randrange() (\(least), \(most), \(most &- least))") }
        let count = max(try call.int(0), 0)
        try call.renderer.checkSize(items: most, bytesEach: 8)
        let isMarkup = try call.bool(1)
        let output = OutputBuffer(limit: call.renderer.limits.maximumValueBytes)
        for i in 0..<count {
            if i > 0 { output.append(isMarkup ? "\n" : "\n\n" as StaticString) }
            let paragraph = Lipsum.paragraph(words: .random(in: least..<most))
            output.append(isMarkup ? "<p>\(paragraph)</p>" : paragraph)
            try call.renderer.checkSize(of: output)
        }
        let text = output.take(from: 0)
        return isMarkup ? .markup(text) : .text(text)
    }
}
