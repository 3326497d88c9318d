/// The tags. Each method begins after the tag's name and leaves off at the end of its last tag.
extension Parser {
    mutating func parseFor() throws -> Statement.Kind {
        let target = try parseTarget()
        try expect(name: "in")
        let iterable = try parseTuple(withConditional: false)
        let test = try skip(name: "if") ? try parseExpression() : nil
        let isRecursive = try skip(name: "recursive")
        let body = try parseStatements(until: "endfor", "else")
        let otherwise = try advance().name == "else" ? try parseStatements(until: "endfor", dropsEnd: true) : []
        return .loop(
            Loop(
                target: target, iterable: iterable, test: test, body: body, otherwise: otherwise,
                isRecursive: isRecursive))
    }

    mutating func parseIf() throws -> Statement.Kind {
        var branches: [Branch] = []
        while true {
            let position = current.position
            let test = try parseTuple(withConditional: false)
            branches.append(
                Branch(test: test, body: try parseStatements(until: "elif", "else", "endif"), position: position))
            switch try advance().name {
            case "elif": continue
            case "else":
                return .condition(branches, otherwise: try parseStatements(until: "endif", dropsEnd: true))
            default: return .condition(branches, otherwise: [])
            }
        }
    }

    mutating func parseSet() throws -> Statement.Kind {
        let target = try parseTarget(withNamespace: true)
        if try skip(.assign) { return .assign(target: target, value: try parseTuple()) }
        let filter = try parseFilters(nil)
        return .assignBlock(target: target, filter: filter, body: try parseStatements(until: "endset", dropsEnd: true))
    }

    mutating func parseWith() throws -> Statement.Kind {
        var targets: [Expression] = []
        var values: [Expression] = []
        while current.kind != .blockEnd {
            if !targets.isEmpty { try expect(.comma) }
            targets.append(try parseTarget())
            try expect(.assign)
            values.append(try parseExpression())
        }
        return .scope(
            targets: targets, values: values, body: try parseStatements(until: "endwith", dropsEnd: true))
    }

    mutating func parseAutoescape() throws -> Statement.Kind {
        .autoescape(
            try parseExpression(), body: try parseStatements(until: "endautoescape", dropsEnd: true))
    }

    mutating func parseMacro() throws -> Statement.Kind {
        let name = try parseNameTarget().name
        let (parameters, defaults) = try parseSignature()
        return .macro(
            Macro(
                name: name, parameters: parameters, defaults: defaults,
                body: try parseStatements(until: "endmacro", dropsEnd: true)))
    }

    mutating func parseCallBlock(_ position: Position) throws -> Statement.Kind {
        let (parameters, defaults) = current.kind == .leftParenthesis ? try parseSignature() : ([], [])
        let call = try parseExpression()
        guard case .call = call.kind else { throw fail("expected call", at: position) }
        return .callBlock(
            Macro(
                name: nil, parameters: parameters, defaults: defaults,
                body: try parseStatements(until: "endcall", dropsEnd: true)),
            call: call)
    }

    private mutating func parseSignature() throws -> (
        parameters: [(name: String, position: Position)], defaults: [Expression]
    ) {
        var parameters: [(name: String, position: Position)] = []
        var defaults: [Expression] = []
        try expect(.leftParenthesis)
        while current.kind != .rightParenthesis {
            if !parameters.isEmpty { try expect(.comma) }
            let parameter = try parseNameTarget()
            if try skip(.assign) {
                defaults.append(try parseExpression())
            } else if !defaults.isEmpty {
                throw fail("non-default argument follows default argument")
            }
            if parameters.contains(where: { $0.name == parameter.name }) {
                throw fail("duplicate parameter '\(parameter.name)'", at: parameter.position)
            }
            parameters.append(parameter)
        }
        try expect(.rightParenthesis)
        return (parameters, defaults)
    }

    mutating func parseFilterBlock() throws -> Statement.Kind {
        let filter = try parseFilters(nil, startsInline: true)!
        return .filterBlock(filter, body: try parseStatements(until: "endfilter", dropsEnd: true))
    }

    mutating func parseBlock() throws -> Statement.Kind {
        let name = try expect(.name).name
        let isScoped = try skip(name: "scoped")
        let isRequired = try skip(name: "required")
        if current.kind == .subtract {
            throw fail(
                "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, "
                    + "use an underscore instead.")
        }
        let body = try parseStatements(until: "endblock", dropsEnd: true)
        if isRequired, !body.allSatisfy(Parser.isBlank) {
            throw fail("Required blocks can only contain comments or whitespace")
        }
        _ = try skip(name: name)
        return .block(Block(name: name, isScoped: isScoped, isRequired: isRequired, body: body))
    }

    /// True for output of nothing but white space.
    private static func isBlank(_ statement: Statement) -> Bool {
        guard case .output(let parts) = statement.kind else { return false }
        return parts.allSatisfy {
            guard case .data(let text) = $0.kind else { return false }
            return text.scalars.allSatisfy(\.properties.isWhitespace)
        }
    }

    mutating func parseInclude() throws -> Statement.Kind {
        let template = try parseExpression()
        let ignoresMissing = current.isName("ignore") && next.isName("missing")
        if ignoresMissing {
            try advance()
            try advance()
        }
        return .include(template, ignoresMissing: ignoresMissing, withContext: try parseContext() ?? true)
    }

    mutating func parseImport() throws -> Statement.Kind {
        let template = try parseExpression()
        try expect(name: "as")
        let target = try parseNameTarget().name
        return .importAll(template, target: target, withContext: try parseContext() ?? false)
    }

    /// `with context` or `without context`, if it is there.
    private mutating func parseContext() throws -> Bool? {
        guard current.isName("with") || current.isName("without"), next.isName("context") else { return nil }
        let isWith = try advance().name == "with"
        try advance()
        return isWith
    }

    mutating func parseFromImport() throws -> Statement.Kind {
        let template = try parseExpression()
        try expect(name: "import")
        var names: [(name: String, alias: String)] = []
        var withContext: Bool?
        while true {
            if !names.isEmpty { try expect(.comma) }
            guard current.kind == .name else { throw unexpected("name") }
            withContext = try parseContext()
            if withContext != nil { break }
            let (name, position) = try parseNameTarget()
            if name.hasPrefix("_") {
                throw fail("names starting with an underline can not be imported", at: position, kind: .assertion)
            }
            names.append((name, try skip(name: "as") ? try parseNameTarget().name : name))
            withContext = try parseContext()
            if withContext != nil || current.kind != .comma { break }
        }
        return .importNames(template, names: names, withContext: withContext ?? false)
    }

    mutating func parsePrint() throws -> Statement.Kind {
        var parts: [Expression] = []
        while current.kind != .blockEnd {
            if !parts.isEmpty { try expect(.comma) }
            parts.append(try parseExpression())
        }
        return .output(parts)
    }

    // MARK: Targets of assignments

    /// A name, a tuple of names, or (in `set`) an attribute of a namespace.
    private mutating func parseTarget(withNamespace: Bool = false) throws -> Expression {
        let target = try parseTuple(isTarget: true, withNamespace: withNamespace)
        try checkAssignable(target)
        return target
    }

    private func checkAssignable(_ target: Expression) throws {
        switch target.kind {
        case .name(let name) where !Parser.constants.contains(name): return
        case .namespaceReference: return
        case .tuple(let items): try items.forEach(checkAssignable)
        default: throw fail("can't assign to '\(Parser.kindName(target))'", at: target.position)
        }
    }

    private static let constants: Set<String> = ["true", "false", "none", "True", "False", "None"]

    private static func kindName(_ expression: Expression) -> String {
        switch expression.kind {
        case .constant: "const"
        case .list: "list"
        case .dict: "dict"
        case .name: "name"
        default: "expression"
        }
    }

    private mutating func parseNameTarget() throws -> (name: String, position: Position) {
        let token = try expect(.name)
        if Parser.constants.contains(token.name) { throw fail("can't assign to 'name'", at: token.position) }
        return (token.name, token.position)
    }
}
