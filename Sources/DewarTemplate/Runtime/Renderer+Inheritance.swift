/// Blocks, `extends`, `super()`, `self`.
extension Renderer {
    /// Runs the root of a template in a context of its own.
    func renderRoot(_ template: Template, in context: Context) throws {
        for (name, unit) in template.program.blocks {
            context.blocks[name] = [BlockDefinition(template: template, unit: unit)]
        }
        try runRoot(template, context)
    }

    /// Runs the root of a template, and then those of the templates that it extends.
    func runRoot(_ template: Template, _ context: Context) throws {
        try run(
            template.program.root, of: template, closure: nil, context: context,
            autoescape: template.program.autoescape
        ) { f in
            let slot = f.pointee.unit.selfSlot
            if slot >= 0 { f.pointee.slots[slot] = .object(TemplateReference(context)) }
        }
    }

    func block(_ plan: BlockPlan, _ f: FramePointer) throws {
        var context = f.pointee.context
        let definitions = context.blocks[plan.name] ?? []
        if plan.isRequired, definitions.count <= 1 {
            throw Failure.runtime("Required block '\(plan.name)' not found")
        }
        if let locals = plan.locals {
            context = context.derived(locals: try dictionary(of: locals, f))
            keep(context)
        }
        guard let definition = definitions.first else { return }
        try run(definition, in: context)
        try flush(atLeast: Renderer.chunk)
    }

    /// Runs one definition of a block.
    func run(_ definition: BlockDefinition, in context: Context) throws {
        let unit = definition.unit
        try run(
            unit, of: definition.template, closure: nil, context: context,
            autoescape: definition.template.program.autoescape
        ) { f in
            if unit.selfSlot >= 0 { f.pointee.slots[unit.selfSlot] = .object(TemplateReference(context)) }
            if unit.superSlot >= 0 { f.pointee.slots[unit.superSlot] = parent(of: unit, context) }
        }
    }

    /// What `super` is in a block: the definition that it overrides.
    private func parent(of unit: Unit, _ context: Context) -> Value {
        let name = unit.name ?? ""
        let definitions = context.blocks[name] ?? []
        guard let place = definitions.firstIndex(where: { $0.unit === unit }), place + 1 < definitions.count else {
            return undefined(.hint("there is no parent block called '\(name)'."))
        }
        return .object(BlockReference(name, definitions, depth: place + 1, context))
    }

    func extend(_ node: Node, _ f: FramePointer) throws {
        guard f.pointee.parent == nil else { throw Failure.runtime("extended multiple times") }
        let parent = try template(evaluate(node.a, f), f)
        for (name, unit) in parent.program.blocks {
            f.pointee.context.blocks[name, default: []].append(BlockDefinition(template: parent, unit: unit))
        }
        f.pointee.parent = parent
    }

    /// The names that are visible at a place, for an include or a scoped block.
    func dictionary(of locals: [(name: Text, value: Int32)], _ f: FramePointer) throws -> Dict {
        let dict = Dict(capacity: locals.count)
        for (name, number) in locals {
            let value = try raw(number, f)
            if !value.isAbsent { dict.set(name, value) }
        }
        return dict
    }
}

/// A block of the context as a value: what `super` and `self.name` are.
final class BlockReference: Object {
    private let name: String
    private let definitions: [BlockDefinition]
    private let depth: Int
    private let context: Context

    init(_ name: String, _ definitions: [BlockDefinition], depth: Int, _ context: Context) {
        self.name = name
        self.definitions = definitions
        self.depth = depth
        self.context = context
    }

    override var typeName: String { "BlockReference" }
    override var isCallable: Bool { true }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        guard name.equals("super") else { return nil }
        guard depth + 1 < definitions.count else {
            return renderer.undefined(.hint("there is no parent block called '\(self.name)'."))
        }
        return .object(BlockReference(self.name, definitions, depth: depth + 1, context))
    }

    override func call(_ arguments: CallArguments, _ renderer: Renderer) throws -> Value {
        guard arguments.count == 0, arguments.keywords.isEmpty else {
            throw Failure.type("a block takes no arguments")
        }
        let text = try renderer.capture { try renderer.run(definitions[depth], in: context) }
        return context.autoescape ? .markup(text) : .text(text)
    }
}

/// What `self` is: the blocks of the template by name.
final class TemplateReference: Object {
    private let context: Context

    init(_ context: Context) { self.context = context }

    override var typeName: String { "TemplateReference" }
    override var attributeNames: [String] { Array(context.blocks.keys) }

    override func item(_ key: Value, _ renderer: Renderer) throws -> Value? {
        guard let name = key.asText?.string, let definitions = context.blocks[name] else { return nil }
        return .object(BlockReference(name, definitions, depth: 0, context))
    }
}
