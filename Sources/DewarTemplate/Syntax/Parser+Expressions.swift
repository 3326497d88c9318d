/// Expressions, from the loosest operator to the tightest. The order is Jinja2's, which is not Python's everywhere:
/// `**` groups to the left, `~` binds tighter than `+`, filters and tests take the last operand only.
extension Parser {
    mutating func parseExpression(withConditional: Bool = true) throws -> Expression {
        try nested { try withConditional ? $0.parseConditional() : $0.parseOr() }
    }

    /// Makes a node, unless its expressions lie too deep within each other.
    private func make(_ kind: Expression.Kind, _ position: Position) throws -> Expression {
        let expression = Expression(kind, position)
        if expression.depth > Parser.maximumExpressionDepth {
            throw fail("the expression is too long: over \(Parser.maximumExpressionDepth) levels", at: position)
        }
        if expression.depth > 16 { try checkStack(levels: expression.depth) }
        return expression
    }

    private mutating func parseConditional() throws -> Expression {
        var position = current.position
        var expression = try parseOr()
        while try skip(name: "if") {
            let test = try parseOr()
            let otherwise = try skip(name: "else") ? try nested { try $0.parseConditional() } : nil
            expression = try make(.conditional(test: test, then: expression, otherwise: otherwise), position)
            position = current.position
        }
        return expression
    }

    private mutating func parseOr() throws -> Expression {
        var left = try parseAnd()
        while try skip(name: "or") { left = try make(.or(left, try parseAnd()), left.position) }
        return left
    }

    private mutating func parseAnd() throws -> Expression {
        var left = try parseNot()
        while try skip(name: "and") { left = try make(.and(left, try parseNot()), left.position) }
        return left
    }

    private mutating func parseNot() throws -> Expression {
        guard current.isName("not") else { return try parseCompare() }
        let position = try advance().position
        return try make(.not(try nested { try $0.parseNot() }), position)
    }

    private static let comparisons: [Token.Kind: CompareOperator] = [
        .equal: .equal, .notEqual: .notEqual, .less: .less, .lessOrEqual: .lessOrEqual, .greater: .greater,
        .greaterOrEqual: .greaterOrEqual,
    ]

    private mutating func parseCompare() throws -> Expression {
        let first = try parseSum()
        var rest: [(CompareOperator, Expression)] = []
        while true {
            if let comparison = Parser.comparisons[current.kind] {
                try advance()
                rest.append((comparison, try parseSum()))
            } else if try skip(name: "in") {
                rest.append((.in, try parseSum()))
            } else if current.isName("not"), next.isName("in") {
                try advance()
                try advance()
                rest.append((.notIn, try parseSum()))
            } else {
                return rest.isEmpty ? first : try make(.compare(first, rest), first.position)
            }
        }
    }

    private mutating func parseSum() throws -> Expression {
        try parseBinary([.add: .add, .subtract: .subtract]) { try $0.parseConcat() }
    }

    private mutating func parseConcat() throws -> Expression {
        var parts = [try parseProduct()]
        while try skip(.tilde) { parts.append(try parseProduct()) }
        return parts.count == 1 ? parts[0] : try make(.concat(parts), parts[0].position)
    }

    private mutating func parseProduct() throws -> Expression {
        try parseBinary([.multiply: .multiply, .divide: .divide, .floorDivide: .floorDivide, .modulo: .modulo]) {
            try $0.parsePower()
        }
    }

    private mutating func parsePower() throws -> Expression {
        try parseBinary([.power: .power]) { try $0.parseUnary() }
    }

    private mutating func parseBinary(
        _ operators: [Token.Kind: BinaryOperator], _ operand: (inout Parser) throws -> Expression
    ) throws -> Expression {
        var left = try operand(&self)
        while let op = operators[current.kind] {
            try advance()
            left = try make(.binary(op, left, try operand(&self)), left.position)
        }
        return left
    }

    private mutating func parseUnary(withFilter: Bool = true) throws -> Expression {
        let position = current.position
        var expression: Expression
        if try skip(.subtract) {
            expression = try make(.unary(.negative, try nested { try $0.parseUnary(withFilter: false) }), position)
        } else if try skip(.add) {
            expression = try make(.unary(.positive, try nested { try $0.parseUnary(withFilter: false) }), position)
        } else {
            expression = try parsePrimary()
        }
        expression = try parsePostfix(expression)
        return withFilter ? try parseFiltersAndTests(expression) : expression
    }

    private mutating func parsePrimary(withNamespace: Bool = false) throws -> Expression {
        let token = current
        switch token.kind {
        case .name:
            try advance()
            switch token.name {
            case "true", "True": return Expression(.constant(.bool(true)), token.position)
            case "false", "False": return Expression(.constant(.bool(false)), token.position)
            case "none", "None": return Expression(.constant(.none), token.position)
            default:
                guard withNamespace, try skip(.dot) else { return Expression(.name(token.name), token.position) }
                return Expression(.namespaceReference(token.name, try expect(.name).name), token.position)
            }
        case .string:
            var parts: [UInt8] = []
            while current.kind == .string { parts += Array(try advance().value.asText!.bytes) }
            return Expression(.constant(.text(Text.make(parts))), token.position)
        case .integer, .float:
            try advance()
            return Expression(.constant(token.value), token.position)
        case .leftParenthesis:
            try advance()
            let expression = try parseTuple(inParentheses: true)
            try expect(.rightParenthesis)
            return expression
        case .leftBracket: return try parseList()
        case .leftBrace: return try parseDict()
        default: throw fail("unexpected '\(token.description)'")
        }
    }

    /// One expression, or several with commas between them, which make a tuple.
    mutating func parseTuple(
        isTarget: Bool = false, withConditional: Bool = true, inParentheses: Bool = false,
        withNamespace: Bool = false
    ) throws -> Expression {
        var position = current.position
        var items: [Expression] = []
        var isTuple = false
        while true {
            if !items.isEmpty { try expect(.comma) }
            if isTupleEnd { break }
            items.append(
                isTarget
                    ? try nested { try $0.parsePrimary(withNamespace: withNamespace) }
                    : try parseExpression(withConditional: withConditional))
            guard current.kind == .comma else { break }
            isTuple = true
            position = current.position
        }
        if !isTuple {
            if let first = items.first { return first }
            if !inParentheses { throw fail("Expected an expression, got '\(current.description)'") }
        }
        return try make(.tuple(items), items.first?.position ?? position)
    }

    private var isTupleEnd: Bool {
        switch current.kind {
        case .variableEnd, .blockEnd, .rightParenthesis: true
        default: false
        }
    }

    private mutating func parseList() throws -> Expression {
        let position = try expect(.leftBracket).position
        var items: [Expression] = []
        while current.kind != .rightBracket {
            if !items.isEmpty { try expect(.comma) }
            if current.kind == .rightBracket { break }
            items.append(try parseExpression())
        }
        try expect(.rightBracket)
        return try make(.list(items), position)
    }

    private mutating func parseDict() throws -> Expression {
        let position = try expect(.leftBrace).position
        var pairs: [(key: Expression, value: Expression)] = []
        while current.kind != .rightBrace {
            if !pairs.isEmpty { try expect(.comma) }
            if current.kind == .rightBrace { break }
            let key = try parseExpression()
            try expect(.colon)
            pairs.append((key, try parseExpression()))
        }
        try expect(.rightBrace)
        return try make(.dict(pairs), position)
    }

    // MARK: What follows an operand

    private mutating func parsePostfix(_ operand: Expression) throws -> Expression {
        var expression = operand
        while true {
            switch current.kind {
            case .dot, .leftBracket: expression = try parseSubscript(expression)
            case .leftParenthesis: expression = try parseCall(expression)
            default: return expression
            }
        }
    }

    private mutating func parseFiltersAndTests(_ operand: Expression) throws -> Expression {
        var expression = operand
        while true {
            if current.kind == .pipe {
                expression = try parseFilters(expression)!
            } else if current.isName("is") {
                expression = try parseTest(expression)
            } else if current.kind == .leftParenthesis {
                expression = try parseCall(expression)
            } else {
                return expression
            }
        }
    }

    private mutating func parseSubscript(_ operand: Expression) throws -> Expression {
        let token = try advance()
        if token.kind == .dot {
            let name = try advance()
            switch name.kind {
            case .name: return try make(.attribute(operand, name.name), token.position)
            case .integer:
                return try make(.item(operand, Expression(.constant(name.value), name.position)), token.position)
            default: throw fail("expected name or number", at: name.position)
            }
        }
        var parts: [Expression] = []
        while current.kind != .rightBracket {
            if !parts.isEmpty { try expect(.comma) }
            parts.append(try parseSubscripted())
        }
        try expect(.rightBracket)
        if parts.count == 1, case .bareSlice(let slice) = parts[0].kind {
            return try make(.slice(operand, slice), token.position)
        }
        return try make(
            .item(operand, parts.count == 1 ? parts[0] : try make(.tuple(parts), token.position)), token.position)
    }

    /// An index, or a slice.
    private mutating func parseSubscripted() throws -> Expression {
        let position = current.position
        var start: Expression?
        if current.kind != .colon {
            let index = try parseExpression()
            guard current.kind == .colon else { return index }
            start = index
        }
        try advance()
        let stop = try parseSlicePart()
        let step = try skip(.colon) ? try parseSlicePart() : nil
        return try make(.bareSlice(Slice(start: start, stop: stop, step: step)), position)
    }

    private mutating func parseSlicePart() throws -> Expression? {
        switch current.kind {
        case .colon, .rightBracket, .comma: nil
        default: try parseExpression()
        }
    }

    private mutating func parseCall(_ callee: Expression) throws -> Expression {
        let position = current.position
        return try make(.call(callee, try parseArguments()), position)
    }

    private mutating func parseArguments() throws -> Arguments {
        let open = try expect(.leftParenthesis)
        var arguments = Arguments()
        func ensure(_ isValid: Bool) throws {
            if !isValid { throw fail("invalid syntax for function call expression", at: open.position) }
        }
        var needsComma = false
        while current.kind != .rightParenthesis {
            if needsComma {
                try expect(.comma)
                if current.kind == .rightParenthesis { break }
            }
            if try skip(.multiply) {
                try ensure(arguments.more == nil && arguments.moreKeywords == nil)
                arguments.more = try parseExpression()
            } else if try skip(.power) {
                try ensure(arguments.moreKeywords == nil)
                arguments.moreKeywords = try parseExpression()
            } else if current.kind == .name, next.kind == .assign {
                try ensure(arguments.moreKeywords == nil)
                let name = try advance().name
                try advance()
                arguments.keywords.append((name, try parseExpression()))
            } else {
                try ensure(arguments.more == nil && arguments.moreKeywords == nil && arguments.keywords.isEmpty)
                arguments.positional.append(try parseExpression())
            }
            needsComma = true
        }
        try expect(.rightParenthesis)
        return arguments
    }

    /// Filters after an operand; without one, those of a set or filter block (of which the first may lack its bar).
    mutating func parseFilters(_ operand: Expression?, startsInline: Bool = false) throws -> Expression? {
        var expression = operand
        var isInline = startsInline
        while isInline || current.kind == .pipe {
            if !isInline { try advance() }
            isInline = false
            let position = current.position
            let name = try parseDottedName()
            let arguments = current.kind == .leftParenthesis ? try parseArguments() : Arguments()
            expression = try make(.filter(name, expression, arguments), position)
        }
        return expression
    }

    private mutating func parseDottedName() throws -> String {
        var name = try expect(.name).name
        while try skip(.dot) { name += "." + (try expect(.name).name) }
        return name
    }

    private mutating func parseTest(_ operand: Expression) throws -> Expression {
        let position = try advance().position
        let isNegated = try skip(name: "not")
        let name = try parseDottedName()
        var arguments = Arguments()
        if current.kind == .leftParenthesis {
            arguments = try parseArguments()
        } else if startsTestArgument {
            if current.isName("is") { throw fail("You cannot chain multiple tests with is") }
            arguments.positional = [try parsePostfix(try nested { try $0.parsePrimary() })]
        }
        let test = try make(.test(name, operand, arguments), position)
        return isNegated ? try make(.not(test), position) : test
    }

    /// True if what follows a test's name is its argument.
    private var startsTestArgument: Bool {
        switch current.kind {
        case .string, .integer, .float, .leftBracket, .leftBrace: true
        case .name: !["else", "or", "and"].contains(current.name)
        default: false
        }
    }
}
