/// Builds the tree of a template from its tokens: one method a tag, each reading like the grammar.
struct Parser {
    let tokens: [Token]
    let extensions: Set<TemplateExtension>
    /// The names that come into "did you mean".
    var index = 0
    /// The tags that are open, outermost first.
    private(set) var openTags: [(name: String, position: Position)] = []
    /// For each open tag, the tags that may come next.
    private var expectedTags: [[String]] = []
    private let stackFloor = StackGuard.floor
    private var depth = 0

    /// What the stack must hold beyond the reserve for a template to be read at all, in bytes.
    private static let room: UInt = 64 * 1024

    /// How many tags and parentheses may lie within each other. Beyond it is no template that a person wrote: in Jinja2,
    /// 98 tags or 69 parentheses are the most.
    static let maximumNesting = 150
    /// How long a chain of operators, filters or attributes may be: each level is a call when it is rendered. In Jinja2 it
    /// is 491 operators, 328 filters, 197 attributes.
    static let maximumExpressionDepth = 500

    /// The statements of a template.
    static func parse(_ source: [UInt8], syntax: TemplateSyntax, extensions: Set<TemplateExtension>) throws
        -> [Statement]
    {
        try StackGuard.check(room: Parser.room)
        var parser = Parser(tokens: Lexer.tokens(of: source, syntax: syntax), extensions: extensions)
        try parser.checkToken()
        return try parser.parseBody(until: nil)
    }

    private init(tokens: [Token], extensions: Set<TemplateExtension>) {
        self.tokens = tokens
        self.extensions = extensions
    }

    // MARK: Tokens

    var current: Token { tokens[index] }
    var next: Token { tokens[min(index + 1, tokens.count - 1)] }

    @discardableResult
    mutating func advance() throws -> Token {
        let token = current
        if token.kind != .end { index += 1 }
        try checkToken()
        return token
    }

    /// What the lexer could not read is an error when the parser reaches it.
    private func checkToken() throws {
        if current.kind == .failure { throw SyntaxError(current.name, at: current.position) }
    }

    mutating func skip(_ kind: Token.Kind) throws -> Bool {
        guard current.kind == kind else { return false }
        try advance()
        return true
    }

    mutating func skip(name: String) throws -> Bool {
        guard current.isName(name) else { return false }
        try advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws -> Token {
        guard current.kind == kind else { throw unexpected(kind.rawValue) }
        return try advance()
    }

    mutating func expect(name: String) throws {
        guard current.isName(name) else { throw unexpected(name) }
        try advance()
    }

    func unexpected(_ expected: String) -> SyntaxError {
        if current.kind == .end {
            return SyntaxError("unexpected end of template, expected '\(expected)'.", at: current.position)
        }
        return SyntaxError("expected token '\(expected)', got '\(current.description)'", at: current.position)
    }

    func fail(_ message: String, at position: Position? = nil, kind: TemplateError.Kind = .syntax) -> SyntaxError {
        SyntaxError(message, at: position ?? current.position, kind: kind)
    }

    /// Runs a step that nests; an error instead of an exhausted stack.
    mutating func nested<Result>(_ step: (inout Parser) throws -> Result) throws -> Result {
        depth += 1
        defer { depth -= 1 }
        if depth > Parser.maximumNesting { throw fail("nested too deeply: over \(Parser.maximumNesting) levels") }
        try checkStack()
        return try step(&self)
    }

    /// An error if there is no room for expressions of so many levels.
    func checkStack(levels: Int = 0) throws {
        do { try StackGuard.check(stackFloor, room: UInt(levels) * StackGuard.bytesPerLevel) } catch {
            throw fail("nested too deeply for the stack of this thread")
        }
    }

    // MARK: Body

    /// Reads text and tags until one of the tags, whose name is then the current token; nil reads to the end.
    private mutating func parseBody(until end: [String]?) throws -> [Statement] {
        var body: [Statement] = []
        var output: [Expression] = []
        if let end { expectedTags.append(end) }
        defer { if end != nil { expectedTags.removeLast() } }
        func flush() {
            if let first = output.first { body.append(Statement(.output(output), first.position)) }
            output.removeAll()
        }
        while current.kind != .end {
            switch current.kind {
            case .data:
                if case .text(let text) = current.value { output.append(Expression(.data(text), current.position)) }
                try advance()
            case .variableBegin:
                try advance()
                output.append(try parseTuple())
                try expect(.variableEnd)
            default:
                flush()
                try advance()
                if let end, current.kind == .name, end.contains(current.name) { return body }
                body.append(try nested { try $0.parseStatement() })
                try expect(.blockEnd)
            }
        }
        flush()
        return body
    }

    /// The body of a tag, from the end of the tag to one of the tags that close it.
    mutating func parseStatements(until end: String..., dropsEnd: Bool = false) throws -> [Statement] {
        _ = try skip(.colon)
        try expect(.blockEnd)
        let body = try parseBody(until: end)
        if current.kind == .end {
            expectedTags.append(end)
            throw unknownTag(nil)
        }
        if dropsEnd { try advance() }
        return body
    }

    private mutating func parseStatement() throws -> Statement {
        let tag = current
        guard tag.kind == .name else { throw fail("tag name expected") }
        guard let parse = Parser.statements[tag.name], extensions.allow(tag: tag.name) else { throw unknownTag(tag) }
        openTags.append((tag.name, tag.position))
        defer { openTags.removeLast() }
        try advance()
        return Statement(try parse(&self, tag.position), tag.position)
    }

    /// The parser of each tag's rest.
    private static let statements: [String: @Sendable (inout Parser, Position) throws -> Statement.Kind] = [
        "for": { parser, _ in try parser.parseFor() },
        "if": { parser, _ in try parser.parseIf() },
        "set": { parser, _ in try parser.parseSet() },
        "with": { parser, _ in try parser.parseWith() },
        "autoescape": { parser, _ in try parser.parseAutoescape() },
        "macro": { parser, _ in try parser.parseMacro() },
        "call": { parser, position in try parser.parseCallBlock(position) },
        "filter": { parser, _ in try parser.parseFilterBlock() },
        "block": { parser, _ in try parser.parseBlock() },
        "extends": { parser, _ in .extends(try parser.parseExpression()) },
        "include": { parser, _ in try parser.parseInclude() },
        "import": { parser, _ in try parser.parseImport() },
        "from": { parser, _ in try parser.parseFromImport() },
        "print": { parser, _ in try parser.parsePrint() },
        "do": { parser, _ in .evaluate(try parser.parseTuple()) },
        "break": { _, _ in .breakLoop },
        "continue": { _, _ in .continueLoop },
        "debug": { _, _ in .debug },
    ]

    /// The error of a tag that is unknown or stands where another one is due; without a tag, of the template's end.
    private func unknownTag(_ tag: Token?) -> SyntaxError {
        var sentences = [tag.map { "Encountered unknown tag '\($0.name)'." } ?? "Unexpected end of template."]
        if let looking = expectedTags.last {
            let names = looking.map { "'\($0)'" }.joined(separator: " or ")
            if let tag, expectedTags.contains(where: { $0.contains(tag.name) }) {
                sentences.append(
                    "You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for \(names)."
                )
            } else {
                sentences.append("Jinja was looking for the following tags: \(names).")
            }
        }
        if let open = openTags.last {
            sentences.append("The innermost block that needs to be closed is '\(open.name)'.")
        }
        var error = fail(sentences.joined(separator: " "), at: tag?.position)
        error.openTag = openTags.last
        if let tag {
            let known = Parser.statements.keys.filter(extensions.allow) + (expectedTags.last ?? [])
            error.suggestions = Suggestion.names(like: tag.name, among: known)
        }
        return error
    }
}

/// A mistake in a template's source, before the template's name is known.
struct SyntaxError: Error {
    let kind: TemplateError.Kind
    let message: String
    let position: Position
    var suggestions: [String] = []
    /// The tag that was not closed, if that is the mistake.
    var openTag: (name: String, position: Position)?

    init(_ message: String, at position: Position, kind: TemplateError.Kind = .syntax) {
        self.kind = kind
        self.message = message
        self.position = position
    }
}
