/// Turns the tree of a template into a program: names become slots, statements and expressions become nodes.
///
/// The steps are: the root, with everything in it; then each block, as a unit of its own that sees none of the root's
/// variables but through the context.
struct Compiler {
    let builder = ProgramBuilder()
    let library: Library
    var scope: Scope
    /// How many `extends` were met so far, and whether one of them is certain to be reached.
    var extendsCount = 0
    var hasKnownExtends = false
    /// How many loops are open in the current unit, for `break` and `continue`.
    var loopDepth = 0
    /// How many bodies and expressions lie around the one that is compiled.
    private var bodyDepth = 0
    var expressionDepth = 0
    /// After so many levels the stack is looked at when they run.
    static let stackStep = 8
    let stackFloor = StackGuard.floor

    /// What the names of filters and tests mean.
    struct Library {
        let filters: [String: Builtin]
        let tests: [String: Builtin]
    }

    static func compile(_ statements: [Statement], library: Library, autoescape: Bool) throws -> Program {
        var compiler = Compiler(library: library)
        try compiler.compileRoot(statements)
        try compiler.compileBlocks(statements)
        return Program(compiler.builder, autoescape: autoescape)
    }

    private init(library: Library) {
        self.library = library
        scope = Scope(parent: nil, unit: UnitScope(builder.unit(.root, nil).unit, parent: nil))
    }

    private mutating func compileRoot(_ statements: [Statement]) throws {
        builder.hasExtends = statements.contains(where: Compiler.hasExtends)
        let unit = scope.unit.unit
        if Names.undeclared(statements, among: ["self"]).contains("self") {
            unit.selfSlot = scope.declareParameter("self").slot
        }
        scope.analyze(statements)
        scope.isTopLevel = true
        scope.isRootLevel = true
        scope.dropsOutput = builder.hasExtends
        unit.body = try body(statements, entry: enter())
    }

    private static func hasExtends(_ statement: Statement) -> Bool {
        if case .extends = statement.kind { return true }
        return statement.bodies.contains { $0.contains(where: hasExtends) }
    }

    private mutating func compileBlocks(_ statements: [Statement]) throws {
        var seen = Set<String>()
        for (block, position) in Names.blocks(in: statements) {
            guard seen.insert(block.name).inserted else {
                throw SyntaxError("block '\(block.name)' defined twice", at: position, kind: .assertion)
            }
            let unit = builder.unit(.block, block.name).unit
            unit.position = position
            scope = Scope(parent: nil, unit: UnitScope(unit, parent: nil))
            let specials = Names.undeclared(block.body, among: ["self", "super"])
            if specials.contains("self") { unit.selfSlot = scope.declareParameter("self").slot }
            if specials.contains("super") { unit.superSlot = scope.declareParameter("super").slot }
            scope.analyze(block.body)
            hasKnownExtends = false
            unit.body = try body(block.body, entry: enter())
            builder.blocks[block.name] = unit
        }
    }

    // MARK: Scopes

    /// The nodes that give a scope's variables their first values.
    mutating func enter() -> [Int32] {
        var entry: [Int32] = []
        for (name, load) in scope.symbols.loads.sorted(by: { $0.key < $1.key }) {
            let variable = scope.symbols.variables[name]!
            switch load {
            case .parameter: break
            case .undefined: entry.append(builder.add(.clear, Int32(variable.slot), at: .start))
            case .alias(let outer):
                entry.append(
                    builder.add(.copy, Int32(variable.slot), read(outer, builder.name(name), .start), at: .start))
            case .resolve:
                let slot = scope.unit.resolvedSlot(builder.text(name))
                if scope.symbols.stores.contains(name) {
                    let source = builder.add(.slot, Int32(slot), builder.name(name), at: .start)
                    entry.append(builder.add(.copy, Int32(variable.slot), source, at: .start))
                } else {
                    variable.slot = slot
                }
            }
        }
        return entry
    }

    /// Runs a step in a scope within the current one. The step analyses, declares and compiles.
    mutating func inner<Result>(unit: UnitScope? = nil, _ step: (inout Compiler) throws -> Result) throws -> Result {
        try StackGuard.check(stackFloor)
        let outer = scope
        scope = Scope(parent: outer, unit: unit ?? outer.unit)
        defer { scope = outer }
        return try step(&self)
    }

    /// Reads a variable, or marks it as one of an outer unit.
    func read(_ variable: Variable, _ name: Int32, _ position: Position) -> Int32 {
        let distance = scope.unit.distance(to: variable.unit)
        if distance == 0 { return builder.add(.slot, Int32(variable.slot), name, at: position) }
        return builder.add(.outer, Int32(variable.slot), name, n: distance, at: position)
    }

    /// The names that an include or a scoped block sees, each with the expression that reads it.
    func locals(_ position: Position) -> [(name: Text, value: Int32)] {
        scope.visibleStores.map { name, variable in
            (builder.text(name), read(variable, builder.name(name), position))
        }
    }

    // MARK: Bodies

    mutating func body(_ statements: [Statement], entry: [Int32] = []) throws -> (start: Int32, count: Int32) {
        try StackGuard.check(stackFloor)
        bodyDepth += 1
        defer { bodyDepth -= 1 }
        var numbers = entry
        if bodyDepth % Compiler.stackStep == 0, let first = statements.first {
            numbers.append(builder.add(.checkStack, at: first.position))
        }
        for statement in statements { numbers += try compile(statement) }
        return builder.body(numbers)
    }

    /// Text and expressions, one node each, so that an error names the right line.
    mutating func output(_ parts: [Expression], _ position: Position) throws -> [Int32] {
        if hasKnownExtends, scope.dropsOutput { return [] }
        let numbers = try parts.map { part in
            if case .data(let text) = part.kind {
                return builder.add(.text, builder.constant(.text(text)), at: part.position)
            }
            return builder.add(.print, try expression(part), at: part.position)
        }
        guard scope.dropsOutput else { return numbers }
        let body = builder.body(numbers)
        return [builder.add(.guardParent, body.start, body.count, at: position)]
    }

    /// Where assigned values are visible to blocks and other templates: 1 at the top level.
    var exports: Bool { scope.isTopLevel }
}
