/// Finds the names of statements and expressions, in the order in which Jinja2 meets them.
extension Scope {
    func analyze(_ statements: [Statement]) {
        for statement in statements { analyze(statement) }
    }

    func analyze(_ statement: Statement) {
        switch statement.kind {
        case .output(let parts): parts.forEach { analyze($0) }
        case .evaluate(let expression): analyze(expression)
        case .condition(let branches, let otherwise): analyze(branches[...], otherwise)
        case .loop(let loop): analyze(loop.iterable)
        case .assign(let target, let value):
            analyze(value)
            analyze(target: target)
        case .assignBlock(let target, _, _): analyze(target: target)
        case .scope(_, let values, _): values.forEach { analyze($0) }
        case .autoescape, .block, .breakLoop, .continueLoop, .debug: break
        case .macro(let macro): store(macro.name ?? "")
        case .callBlock(_, let call): analyze(call)
        case .filterBlock(let filter, _): analyze(filter)
        case .extends(let template), .include(let template, _, _): analyze(template)
        case .importAll(let template, let target, _):
            analyze(template)
            store(target)
        case .importNames(let template, let names, _):
            analyze(template)
            for name in names { store(name.alias) }
        }
    }

    /// The branches of an `if` see the names of their tests; what one writes, the others do not.
    private func analyze(_ branches: ArraySlice<Branch>, _ otherwise: [Statement]) {
        guard let first = branches.first else { return }
        analyze(first.test)
        let original = symbols
        var results: [Symbols] = []
        func inner(_ analysis: () -> Void) {
            symbols = original
            analysis()
            results.append(symbols)
        }
        inner { analyze(first.body) }
        inner { for branch in branches.dropFirst() { analyze([branch], []) } }
        inner { analyze(otherwise) }
        symbols = original
        join(results)
    }

    func analyze(_ expression: Expression) {
        switch expression.kind {
        case .name(let name), .namespaceReference(let name, _): load(name)
        default: expression.kind.children.forEach { analyze($0) }
        }
    }

    func analyze(target: Expression) {
        switch target.kind {
        case .name(let name): store(name)
        case .namespaceReference(let name, _): load(name)
        default: target.kind.children.forEach { analyze(target: $0) }
        }
    }

    func declareParameters(of target: Expression) {
        switch target.kind {
        case .name(let name): declareParameter(name)
        default: target.kind.children.forEach(declareParameters)
        }
    }
}

/// Walks over all names of a stretch of a template, inner scopes included.
enum Names {
    enum Use { case read, write, parameter }

    /// Calls `visit` for each name. Blocks are entered on request only.
    static func walk(
        _ statements: [Statement], intoBlocks: Bool, _ visit: (_ name: String, _ use: Use, Position) throws -> Void
    ) rethrows {
        for statement in statements { try walk(statement, intoBlocks: intoBlocks, visit) }
    }

    static func walk(
        _ statement: Statement, intoBlocks: Bool, _ visit: (String, Use, Position) throws -> Void
    ) rethrows {
        func body(_ statements: [Statement]) throws { try walk(statements, intoBlocks: intoBlocks, visit) }
        func signature(_ macro: Macro) throws {
            for parameter in macro.parameters { try visit(parameter.name, .parameter, parameter.position) }
            for fallback in macro.defaults { try walk(fallback, visit) }
            try body(macro.body)
        }
        switch statement.kind {
        case .output(let parts): for part in parts { try walk(part, visit) }
        case .evaluate(let expression), .extends(let expression), .include(let expression, _, _),
            .importAll(let expression, _, _), .importNames(let expression, _, _):
            try walk(expression, visit)
        case .condition(let branches, let otherwise):
            for branch in branches {
                try walk(branch.test, visit)
                try body(branch.body)
            }
            try body(otherwise)
        case .loop(let loop):
            try walk(target: loop.target, visit)
            try walk(loop.iterable, visit)
            try body(loop.body)
            try body(loop.otherwise)
            if let test = loop.test { try walk(test, visit) }
        case .assign(let target, let value):
            try walk(target: target, visit)
            try walk(value, visit)
        case .assignBlock(let target, let filter, let statements):
            try walk(target: target, visit)
            if let filter { try walk(filter, visit) }
            try body(statements)
        case .scope(let targets, let values, let statements):
            for target in targets { try walk(target: target, as: .parameter, visit) }
            for value in values { try walk(value, visit) }
            try body(statements)
        case .autoescape(let value, let statements):
            try walk(value, visit)
            try body(statements)
        case .macro(let macro): try signature(macro)
        case .callBlock(let macro, let call):
            try walk(call, visit)
            try signature(macro)
        case .filterBlock(let filter, let statements):
            try body(statements)
            try walk(filter, visit)
        case .block(let block): if intoBlocks { try body(block.body) }
        case .breakLoop, .continueLoop, .debug: break
        }
    }

    static func walk(_ expression: Expression, _ visit: (String, Use, Position) throws -> Void) rethrows {
        switch expression.kind {
        case .name(let name): try visit(name, .read, expression.position)
        default: for child in expression.kind.children { try walk(child, visit) }
        }
    }

    private static func walk(
        target: Expression, as use: Use = .write, _ visit: (String, Use, Position) throws -> Void
    ) rethrows {
        switch target.kind {
        case .name(let name): try visit(name, use, target.position)
        default: for child in target.kind.children { try walk(target: child, as: use, visit) }
        }
    }

    /// Which of the names are read before they are written (Jinja2: `find_undeclared`).
    static func undeclared(_ statements: [Statement], among names: Set<String>) -> Set<String> {
        var open = names
        var found = Set<String>()
        walk(statements, intoBlocks: false) { name, use, _ in
            guard open.contains(name) else { return }
            if use == .read { found.insert(name) } else { open.remove(name) }
        }
        return found
    }

    /// True if a scoped block lies within the statements.
    static func hasScopedBlock(_ statements: [Statement]) -> Bool {
        blocks(in: statements).contains { $0.block.isScoped }
    }

    /// The blocks within the statements, at any depth.
    static func blocks(in statements: [Statement]) -> [(block: Block, position: Position)] {
        statements.flatMap { statement -> [(block: Block, position: Position)] in
            if case .block(let block) = statement.kind { return [(block, statement.position)] + blocks(in: block.body) }
            return statement.bodies.flatMap { blocks(in: $0) }
        }
    }
}

extension Statement {
    /// The statements within this one, body by body.
    var bodies: [[Statement]] {
        switch kind {
        case .condition(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise]
        case .assignBlock(_, _, let body), .scope(_, _, let body), .autoescape(_, let body), .filterBlock(_, let body):
            [body]
        case .macro(let macro), .callBlock(let macro, _): [macro.body]
        case .block(let block): [block.body]
        default: []
        }
    }
}
