/// All filters, by subject. docs/templates.md has a line for each.
enum Filters {
    static let all: [Builtin] = any + letters + text + markup + numbers + items + order + selection

    /// By name, for the compiler.
    static let byName: [String: Builtin] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension Builtin {
    /// A row without parameters.
    convenience init(_ name: String, _ summary: String, _ body: @escaping Body) { self.init(name, "()", summary, body) }
}
