/// The variables that a template's names are looked up in, and the blocks that it shows.
///
/// A template and all that it extends share one; an include and an import have their own, over the one they came from.
final class Context {
    /// Names set at the top level of the templates.
    let variables = Dict()
    /// What came from outside, looked up in order.
    private let base: Base
    /// The names that an import offers.
    @exclusivity(unchecked) var exported: [Text] = []
    /// For each block its definitions, the most derived first.
    @exclusivity(unchecked) var blocks: [String: [BlockDefinition]] = [:]
    /// True where macros, blocks and filters make safe text (Jinja2: `context.eval_ctx.autoescape`).
    @exclusivity(unchecked) var autoescape: Bool
    let globals: Dict

    enum Base {
        case none
        case values(Dict)
        case object(Object)
        /// The context of an include, with the names that are visible where it stands.
        case outer(Context, locals: Dict)
    }

    init(_ base: Base, globals: Dict, autoescape: Bool) {
        self.base = base
        self.globals = globals
        self.autoescape = autoescape
    }

    func resolve(_ name: Text, _ renderer: Renderer) throws -> Value? {
        if let value = variables[name] { return value }
        switch base {
        case .none: break
        case .values(let values): if let value = values[name] { return value }
        case .object(let object): if let value = try object.attribute(name, renderer) { return value }
        case .outer(let outer, let locals): return try locals[name] ?? outer.resolve(name, renderer)
        }
        return globals[name]
    }

    /// A context for a scoped block: the same blocks, and the names that are visible where it stands.
    func derived(locals: Dict) -> Context {
        let context = Context(.outer(self, locals: locals), globals: globals, autoescape: autoescape)
        context.blocks = blocks
        return context
    }

    func export(_ name: Text, _ value: Value) {
        variables.set(name, value)
        guard name.count > 0, name.start[0] != UInt8(ascii: "_") else { return }
        if !exported.contains(where: { $0.equals(name) }) { exported.append(name) }
    }

    /// All names that can be resolved here, for "did you mean" and `debug`.
    var allNames: [String] {
        var names = variables.keys + globals.keys
        switch base {
        case .values(let values): names += values.keys
        case .outer(let outer, let locals):
            return (names + locals.keys).compactMap { $0.asText?.string } + outer.allNames
        case .none, .object: break
        }
        return names.compactMap { $0.asText?.string }
    }
}

/// A block as one template defines it.
struct BlockDefinition {
    let template: Template
    let unit: Unit
}
