/// All filters, by subject. docs/templates.md has a line for each.
enum Filters {
    static let all: [Builtin] = letters + basics

    /// What the engine itself needs from the first day on; the other subjects have files of their own.
    static let basics: [Builtin] = [
        Builtin(
            "default", "(default_value='', boolean=false)",
            "The value, or the default if it is undefined (with `true` as second argument: if it is false)."
        ) { call in
            if call.input.isUndefined { return call[0] }
            return try call.bool(1) && !call.renderer.isTrue(call.input) ? call[0] : call.input
        },
        Builtin("safe", "Marks the text as safe: it is printed without escaping.") { call in
            .markup(try call.inputText)
        },
        Builtin("escape", "The text with `& < > ' \"` replaced, unless it is safe already.") { call in
            .markup(try Printing.escaped(call.input, call.renderer))
        },
        Builtin("length", "The number of items, or of characters.") { call in
            .int(try call.renderer.length(call.input))
        },
    ]

    /// By name, for the compiler.
    static let byName: [String: Builtin] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension Builtin {
    /// A row without parameters.
    init(_ name: String, _ summary: String, _ body: @escaping Body) { self.init(name, "()", summary, body) }
}
