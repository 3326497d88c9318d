/// A compiled template, ready to render any number of times and on any thread.
///
/// ```swift
/// let template = try environment.template("hello.html")
/// let page = try template.render(["name": "Ada"])
/// ```
public final class Template: Sendable {
    /// The name it was loaded by; nil for one that was made from a string.
    public let name: String?
    /// The file it came from, if it came from one.
    public let path: String?
    /// The source with `\n` at the end of each line.
    let source: [UInt8]
    let program: Program
    let environment: TemplateEnvironment

    init(_ source: TemplateSource, name: String?, environment: TemplateEnvironment) throws {
        let settings = environment.settings
        self.name = name
        path = source.path
        self.environment = environment
        let bytes = Lexer.normalized(source.text, keepTrailingNewline: settings.syntax.keepTrailingNewline)
        self.source = bytes
        do {
            let statements = try Parser.parse(bytes, syntax: settings.syntax, extensions: settings.extensions)
            program = try Compiler.compile(
                statements, library: environment.library, autoescape: settings.autoescape.applies(to: name))
        } catch let error as SyntaxError {
            throw Template.error(error, name: name, source: bytes)
        } catch let failure as Failure {
            throw TemplateError(failure.kind, failure.message)
        }
    }

    private static func error(_ error: SyntaxError, name: String?, source: [UInt8]) -> TemplateError {
        var result = TemplateError(error.kind, error.message, suggestions: error.suggestions)
        result.place = Template.place(error.position, name: name, source: source)
        if let open = error.openTag {
            result.chain = [("'\(open.name)' begins at", Template.place(open.position, name: name, source: source))]
        }
        return result
    }

    // MARK: Rendering

    /// The page as text.
    public func render(_ context: [String: any Encodable] = [:]) throws -> String {
        try Renderer.render(self, .values(try ValueEncoder().encode(context))) { $0.string }
    }

    /// The page as UTF-8.
    public func renderBytes(_ context: [String: any Encodable] = [:]) throws -> [UInt8] {
        try Renderer.render(self, .values(try ValueEncoder().encode(context))) { $0.array }
    }

    /// The page as UTF-8, from a context that is ready.
    public func renderBytes(_ context: TemplateValue) throws -> [UInt8] {
        try Renderer.render(self, try Template.base(context)) { $0.array }
    }

    /// The page as text, from a context that is ready: a dictionary, or an object of your own.
    public func render(_ context: TemplateValue) throws -> String {
        try Renderer.render(self, try Template.base(context)) { $0.string }
    }

    /// The page as text, from a copy of the context that the template may change, as Jinja2 lets it.
    package func render(changeable context: TemplateValue) throws -> String {
        let copy = TemplateValue(wrapping: context.value.unshared)
        return try Renderer.render(self, try Template.base(copy)) { $0.string }
    }

    /// Renders and hands over the page piece by piece, so that a big one is never in memory as a whole.
    public func stream(_ context: TemplateValue, to sink: @escaping (UnsafeBufferPointer<UInt8>) throws -> Void) throws
    {
        try Renderer.render(self, try Template.base(context), sink: sink) { output in
            if output.count > 0 { try sink(output.bytes) }
        }
    }

    /// The names of the variables that the template looks for and the context lacks, in alphabetical order.
    package func missingNames(_ context: TemplateValue) throws -> [String] {
        try Renderer.missingNames(self, try Template.base(context)).sorted()
    }

    static func base(_ context: TemplateValue) throws -> Context.Base {
        switch context.value {
        case .dict(let dict): return .values(dict)
        case .object(let object): return .object(object)
        case .none: return .none
        default: throw TemplateError(.type, "a context must be a dictionary, not \(context.value.typeName)")
        }
    }

    // MARK: Places

    /// The place of a node; the column is that of `detail` if it is on the same line.
    func place(_ node: Int32, detail: Int32) -> TemplateError.Place? {
        guard node >= 0, Int(node) < program.positions.count else { return nil }
        var position = program.positions[Int(node)]
        if detail >= 0, Int(detail) < program.positions.count {
            let exact = program.positions[Int(detail)]
            if exact.line == position.line, exact.offset > position.offset { position = exact }
        }
        return Template.place(position, name: name, source: source)
    }

    static func place(_ position: Position, name: String?, source: [UInt8]) -> TemplateError.Place {
        let offset = min(Int(position.offset), source.count)
        // An error at the end of a line belongs to the line on which its token begins.
        let begin = source[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let end = source[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
        let column = Text.codePoints(source[begin..<offset].withUnsafeBufferPointer { $0 }) + 1
        return TemplateError.Place(
            template: name, line: Int(position.line), column: column,
            sourceLine: String(decoding: source[begin..<end], as: UTF8.self))
    }

    /// How a place in the chain of an error came to render what failed.
    func relation(_ node: Int32) -> String? {
        guard node >= 0, Int(node) < program.positions.count else { return nil }
        switch program.nodes[Int(node)].operation {
        case .include: return "included from"
        case .importAll, .importNames: return "imported from"
        case .extends: return "extended by"
        case .block: return "in a block of"
        default: return "called from"
        }
    }
}

extension Renderer {
    /// Renders a template for the sake of the names that are missing. An error ends it, but is no harm.
    static func missingNames(_ template: Template, _ base: Context.Base) throws -> Set<String> {
        let environment = template.environment
        let renderer = Renderer(environment, globals: environment.globals, settings: environment.settings)
        defer { renderer.finish() }
        renderer.missing = []
        let context = renderer.makeContext(base, autoescape: template.program.autoescape)
        do { try renderer.renderRoot(template, in: context) } catch let error as TemplateError
            where error.kind == .notFound
        { throw error } catch {}
        return renderer.missing ?? []
    }

    /// Renders a template and hands the output over.
    static func render<Result>(
        _ template: Template, _ base: Context.Base, sink: ((UnsafeBufferPointer<UInt8>) throws -> Void)? = nil,
        _ finish: (OutputBuffer) throws -> Result
    ) throws -> Result {
        let environment = template.environment
        let renderer = Renderer(environment, globals: environment.globals, settings: environment.settings)
        defer { renderer.finish() }
        renderer.sink = sink
        do {
            let context = renderer.makeContext(base, autoescape: template.program.autoescape)
            try renderer.renderRoot(template, in: context)
            if renderer.output.overflowed { throw renderer.overflow }
        } catch let failure as Failure {
            throw TemplateError(failure.kind, failure.message, suggestions: failure.suggestions)
        }
        return try finish(renderer.output)
    }
}
