/// `include`, `import` and `from … import`.
extension Renderer {
    /// The template that a value names: a name, a template, or a list of these of which the first that exists counts.
    func template(_ value: Value, _ f: FramePointer) throws -> Template {
        switch value {
        case .text(let name), .markup(let name): return try environment.template(name.string)
        case .undefined(let undefined): throw undefined.failure
        case .object(let object as TemplateHandle): return object.template
        case .list(let list), .tuple(let list): return try firstTemplate(of: list.items)
        default:
            guard isIterable(value) else {
                throw Failure.type("a template's name must be a string, not \(value.typeName)")
            }
            return try firstTemplate(of: items(of: value))
        }
    }

    private func firstTemplate(of names: [Value]) throws -> Template {
        guard !names.isEmpty else {
            throw Failure(.noneFound, "Tried to select from an empty list of templates.")
        }
        for name in names {
            switch name {
            case .object(let object as TemplateHandle): return object.template
            case .undefined(let undefined): throw undefined.failure
            default:
                do { return try environment.template(try Printing.text(name, self).string) } catch let error
                    as TemplateError
                    where error.kind == .notFound
                { continue }
            }
        }
        let tried = try names.map { try Printing.text($0, self).string }.joined(separator: ", ")
        throw Failure(.noneFound, "none of the templates given were found: \(tried)")
    }

    func include(_ node: Node, _ f: FramePointer) throws {
        let plan = f.pointee.program.includes[Int(node.b)]
        let name = try evaluate(node.a, f)
        let included: Template
        do { included = try template(name, f) } catch let error as TemplateError
            where plan.ignoresMissing && error.kind == .notFound
        { return } catch let failure as Failure
            where plan.ignoresMissing && failure.kind == .noneFound
        { return }
        let autoescape = included.program.autoescape
        if plan.withContext {
            let base = Context.Base.outer(f.pointee.context, locals: try dictionary(of: plan.locals, f))
            try renderRoot(included, in: makeContext(base, autoescape: autoescape))
        } else {
            output.append(try module(of: included).body)
        }
        try flush(atLeast: Renderer.chunk)
    }

    func importModule(_ node: Node, _ f: FramePointer) throws {
        let plan = f.pointee.program.includes[Int(node.b)]
        let imported = try template(evaluate(node.a, f), f)
        let module: Module
        if plan.withContext {
            let base = Context.Base.outer(f.pointee.context, locals: try dictionary(of: plan.locals, f))
            module = try makeModule(imported, base)
        } else {
            module = try self.module(of: imported)
        }
        if node.operation == .importAll {
            try store(.object(module), node.c, f)
            hide(node.c, f)
        }
        for (name, target) in plan.names {
            let value = module.find(name) ?? missing(name, in: imported, f)
            try store(value, target, f)
            hide(target, f)
        }
    }

    private func missing(_ name: Text, in template: Template, _ f: FramePointer) -> Value {
        func shown(_ name: String?) -> String { name.map { "'\($0)'" } ?? "<template>" }
        let importing = f.pointee.template
        let place = importing.place(f.pointee.statement, detail: -1).map { "line \($0.line) in " } ?? ""
        return undefined(
            .hint(
                "the template \(shown(template.name)) (imported on \(place)\(shown(importing.name))) "
                    + "does not export the requested name '\(name.string)'"))
    }

    /// What was imported is not offered to those who import this template.
    private func hide(_ target: Int32, _ f: FramePointer) {
        let node = f.pointee.nodes[Int(target)]
        guard node.operation == .storeSlot, node.b >= 0, let name = f.pointee.constants[Int(node.b)].asText else {
            return
        }
        f.pointee.context.exported.removeAll { $0.equals(name) }
    }

    /// The module of a template that sees no context: made once a render.
    private func module(of template: Template) throws -> Module {
        if let known = modules[ObjectIdentifier(template)] { return known }
        let module = try makeModule(template, .none)
        modules[ObjectIdentifier(template)] = module
        return module
    }

    private func makeModule(_ template: Template, _ base: Context.Base) throws -> Module {
        let context = makeContext(base, autoescape: template.program.autoescape)
        let body = try capture { try renderRoot(template, in: context) }
        return Module(template, context, body: body)
    }

    /// `{% debug %}`: what is at hand.
    func printDebug(_ f: FramePointer) throws {
        let names = Set(f.pointee.context.allNames).sorted()
        let context = Dict()
        for name in names {
            let text = Text.key(name)
            if let value = try f.pointee.context.resolve(text, self) { context.set(text, value) }
        }
        let report = Dict()
        report.set(Text.key("context"), .dict(context))
        report.set(Text.key("filters"), .list(environment.library.filters.keys.sorted().map { .text($0) }))
        report.set(Text.key("tests"), .list(environment.library.tests.keys.sorted().map { .text($0) }))
        try Printing.writeEscaped(.text(try Printing.text(.dict(report), self)), to: output, self)
    }
}

/// An imported template: its macros and top-level variables as attributes.
final class Module: Object {
    private let template: Template
    private let context: Context
    let body: Text

    init(_ template: Template, _ context: Context, body: Text) {
        self.template = template
        self.context = context
        self.body = body
    }

    override var typeName: String { "TemplateModule" }
    override var isSafe: Bool { true }

    func find(_ name: Text) -> Value? {
        context.exported.contains { $0.equals(name) } ? context.variables[name] : nil
    }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? { find(name) }
    override var attributeNames: [String] { context.exported.map(\.string) }

    override func write(to output: OutputBuffer, _ renderer: Renderer) throws { output.append(body) }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("<TemplateModule \(template.name.map { "'\($0)'" } ?? "memory")>")
    }
}

/// A template as a value, which `extends` and `include` take in place of a name.
final class TemplateHandle: Object {
    let template: Template

    init(_ template: Template) { self.template = template }

    override var typeName: String { "Template" }
}
