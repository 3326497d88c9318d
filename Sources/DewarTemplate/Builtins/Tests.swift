/// All tests (`value is name`), by subject. docs/templates.md has a line for each.
enum Tests {
    static let all: [Builtin] = basics

    static let basics: [Builtin] = [
        Builtin("defined", "True if the variable has a value.") { call in .bool(!call.input.isUndefined) },
        Builtin("undefined", "True if the variable has no value.") { call in .bool(call.input.isUndefined) },
        Builtin("none", "True if the value is none.") { call in .bool(call.input.isNone) },
    ]

    /// By name, for the compiler.
    static let byName: [String: Builtin] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
