/// What `{% macro %}` makes, and the body of a `{% call %}`.
final class MacroObject: Object {
    let unit: Unit
    let template: Template
    let closure: FrameBox?
    let context: Context
    let autoescape: Bool

    init(_ unit: Unit, of template: Template, closure: FrameBox?, context: Context, autoescape: Bool) {
        self.unit = unit
        self.template = template
        self.closure = closure
        self.context = context
        self.autoescape = autoescape
    }

    override var typeName: String { "Macro" }
    override var isCallable: Bool { true }

    override func call(_ arguments: CallArguments, _ renderer: Renderer) throws -> Value {
        let isSafe = renderer.autoescape
        let text = try renderer.capture { try renderer.callMacro(self, arguments) }
        return isSafe ? .markup(text) : .text(text)
    }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        switch name.string {
        case "name": unit.name.map { .text($0) } ?? Value.none
        case "arguments": .tuple(unit.parameters.map { .text($0.name) })
        case "catch_kwargs": .bool(unit.keywordsSlot >= 0)
        case "catch_varargs": .bool(unit.varargsSlot >= 0)
        case "caller": .bool(unit.callerSlot >= 0)
        default: nil
        }
    }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("<Macro \(unit.name.map { "'\($0)'" } ?? "anonymous")>")
    }
}
