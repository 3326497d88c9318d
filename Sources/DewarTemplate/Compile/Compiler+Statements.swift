/// One method a statement.
extension Compiler {
    mutating func compile(_ statement: Statement) throws -> [Int32] {
        let position = statement.position
        switch statement.kind {
        case .output(let parts): return try output(parts, position)
        case .condition(let branches, let otherwise): return [try condition(branches, otherwise, position)]
        case .loop(let loop): return [try compile(loop, position)]
        case .assign(let target, let value):
            let valueNode = try expression(value)
            return [builder.add(.assign, try self.target(target), valueNode, at: position)]
        case .assignBlock(let target, let filter, let body):
            return [try assignBlock(target, filter, body, position)]
        case .scope(let targets, let values, let body): return [try with(targets, values, body, position)]
        case .autoescape(let value, let body): return [try autoescape(value, body, position)]
        case .macro(let macro): return [try self.macro(macro, position)]
        case .callBlock(let macro, let call): return [try callBlock(macro, call, position)]
        case .filterBlock(let filter, let body): return [try filterBlock(filter, body, position)]
        case .block(let block): return self.block(block, position)
        case .extends(let template): return try extends(template, position)
        case .include(let template, let ignoresMissing, let withContext):
            let plan = IncludePlan(
                ignoresMissing: ignoresMissing, withContext: withContext,
                locals: withContext ? locals(position) : [], names: [])
            return [builder.add(.include, try expression(template), add(plan), at: position)]
        case .importAll(let template, let target, let withContext):
            let plan = IncludePlan(
                ignoresMissing: false, withContext: withContext, locals: withContext ? locals(position) : [], names: [])
            let template = try expression(template)
            return [
                builder.add(.importAll, template, add(plan), store(target, exports: exports, position), at: position)
            ]
        case .importNames(let template, let names, let withContext):
            let plan = IncludePlan(
                ignoresMissing: false, withContext: withContext, locals: withContext ? locals(position) : [],
                names: names.map { (builder.text($0.name), store($0.alias, exports: exports, position)) })
            return [builder.add(.importNames, try expression(template), add(plan), at: position)]
        case .evaluate(let value): return [builder.add(.evaluate, try expression(value), at: position)]
        case .breakLoop: return [try loopControl(.breakLoop, "break", position)]
        case .continueLoop: return [try loopControl(.continueLoop, "continue", position)]
        case .debug: return [builder.add(.debug, at: position)]
        }
    }

    private func add(_ plan: IncludePlan) -> Int32 {
        builder.includes.append(plan)
        return Int32(builder.includes.count - 1)
    }

    private func loopControl(_ operation: Node.Operation, _ tag: String, _ position: Position) throws -> Int32 {
        guard loopDepth > 0 else { throw SyntaxError("'\(tag)' outside loop", at: position) }
        return builder.add(operation, at: position)
    }

    private mutating func condition(_ branches: [Branch], _ otherwise: [Statement], _ position: Position) throws
        -> Int32
    {
        let isRootLevel = scope.isRootLevel
        let isSoft = scope.isSoft
        scope.isRootLevel = false
        scope.isSoft = true
        defer {
            scope.isRootLevel = isRootLevel
            scope.isSoft = isSoft
        }
        var rows: [Int32] = []
        for (i, branch) in branches.enumerated() {
            let test = try expression(branch.test)
            let body = try self.body(branch.body)
            // An error in the test of an `elif` is on that one's line.
            let place = builder.add(.body, body.start, body.count, at: i == 0 ? position : branch.position)
            rows += [test, body.start, body.count, place]
        }
        if !otherwise.isEmpty {
            let body = try self.body(otherwise)
            rows += [-1, body.start, body.count, -1]
        }
        return builder.add(.condition, builder.list(rows), Int32(rows.count / 4), at: position)
    }

    // MARK: Assignments

    private mutating func assignBlock(
        _ target: Expression, _ filter: Expression?, _ statements: [Statement], _ position: Position
    ) throws -> Int32 {
        let targetNode = try self.target(target)
        return try inner { compiler in
            compiler.scope.dropsOutput = false
            compiler.scope.analyze(statements)
            let slot = compiler.scope.unit.newSlot()
            let body = try compiler.body(statements, entry: compiler.enter())
            let filterNode = try filter.map { try compiler.blockFilter($0, slot) } ?? -1
            let extra = compiler.builder.list([Int32(slot), body.start, body.count])
            return compiler.builder.add(.assignBlock, targetNode, filterNode, extra, at: position)
        }
    }

    private mutating func filterBlock(_ filter: Expression, _ statements: [Statement], _ position: Position) throws
        -> Int32
    {
        try inner { compiler in
            compiler.scope.analyze(statements)
            compiler.scope.analyze(filter)
            let slot = compiler.scope.unit.newSlot()
            let body = try compiler.body(statements, entry: compiler.enter())
            let filterNode = try compiler.blockFilter(filter, slot)
            let extra = compiler.builder.list([Int32(slot), body.start, body.count])
            return compiler.builder.add(.filterBlock, filterNode, extra, at: position)
        }
    }

    /// The filter of a block; its innermost operand is the text that the block printed, which is in the slot.
    private mutating func blockFilter(_ filter: Expression, _ slot: Int) throws -> Int32 {
        guard case .filter(let name, let operand, let arguments) = filter.kind else { return try expression(filter) }
        let input =
            try operand.map { try blockFilter($0, slot) }
            ?? builder.add(.slot, Int32(slot), builder.name("block"), at: filter.position)
        return try self.filter(name, input, arguments, filter.position)
    }

    private mutating func with(
        _ targets: [Expression], _ values: [Expression], _ statements: [Statement], _ position: Position
    ) throws -> Int32 {
        let valueNodes = try values.map { try expression($0) }
        return try inner { compiler in
            targets.forEach(compiler.scope.declareParameters)
            compiler.scope.analyze(statements)
            // All values are computed before the first name is set: they see what is outside.
            let slots = targets.map { _ in Int32(compiler.scope.unit.newSlot()) }
            var entry = zip(slots, valueNodes).map { compiler.builder.add(.copy, $0, $1, at: position) }
            entry += compiler.enter()
            for (target, slot) in zip(targets, slots) {
                let value = compiler.builder.add(.slot, slot, compiler.builder.name("with"), at: position)
                entry.append(compiler.builder.add(.assign, try compiler.target(target), value, at: position))
            }
            let body = try compiler.body(statements, entry: entry)
            return compiler.builder.add(.body, body.start, body.count, at: position)
        }
    }

    private mutating func autoescape(_ value: Expression, _ statements: [Statement], _ position: Position) throws
        -> Int32
    {
        try inner { compiler in
            compiler.scope.analyze(value)
            compiler.scope.analyze(statements)
            let entry = compiler.enter()
            let valueNode = try compiler.expression(value)
            let body = try compiler.body(statements)
            let inner = compiler.builder.add(.autoescape, valueNode, body.start, body.count, at: position)
            let all = compiler.builder.body(entry + [inner])
            return compiler.builder.add(.body, all.start, all.count, at: position)
        }
    }

    // MARK: Macros

    private mutating func macro(_ macro: Macro, _ position: Position) throws -> Int32 {
        let unit = try self.unit(of: macro, position)
        return builder.add(.macro, unit, store(macro.name ?? "", exports: exports, position), at: position)
    }

    private mutating func callBlock(_ macro: Macro, _ call: Expression, _ position: Position) throws -> Int32 {
        let unit = try self.unit(of: macro, position)
        let slot = scope.unit.newSlot()
        return builder.add(.callBlock, unit, try expression(call, callerSlot: slot), Int32(slot), at: position)
    }

    /// Compiles the body of a macro or call block; returns the unit's number.
    private mutating func unit(of macro: Macro, _ position: Position) throws -> Int32 {
        let (unit, number) = builder.unit(.macro, macro.name)
        unit.position = position
        let outerLoops = loopDepth
        loopDepth = 0
        defer { loopDepth = outerLoops }
        return try inner(unit: UnitScope(unit, parent: scope.unit)) { compiler in
            let scope = compiler.scope
            scope.dropsOutput = false
            let slots = macro.parameters.map { scope.declareParameter($0.name).slot }
            let names = macro.parameters.map(\.name)
            let specials = Names.undeclared(macro.body, among: ["caller", "kwargs", "varargs"])
            if specials.contains("caller") {
                if let place = names.firstIndex(of: "caller") {
                    guard place >= names.count - macro.defaults.count else {
                        throw SyntaxError(
                            "When defining macros or call blocks the special \"caller\" argument must be omitted or be "
                                + "given a default.", at: position, kind: .assertion)
                    }
                    unit.callerSlot = slots[place]
                } else {
                    unit.callerSlot = scope.declareParameter("caller").slot
                }
            }
            if specials.contains("kwargs"), !names.contains("kwargs") {
                unit.keywordsSlot = scope.declareParameter("kwargs").slot
            }
            if specials.contains("varargs"), !names.contains("varargs") {
                unit.varargsSlot = scope.declareParameter("varargs").slot
            }
            macro.defaults.forEach { scope.analyze($0) }
            scope.analyze(macro.body)
            let entry = compiler.enter()
            let withoutDefault = macro.parameters.count - macro.defaults.count
            for (i, parameter) in macro.parameters.enumerated() {
                let fallback = i < withoutDefault ? -1 : try compiler.expression(macro.defaults[i - withoutDefault])
                unit.parameters.append(
                    Unit.Parameter(name: compiler.builder.text(parameter.name), slot: slots[i], fallback: fallback))
            }
            unit.body = try compiler.body(macro.body, entry: entry)
            return number
        }
    }

    // MARK: Inheritance

    private mutating func block(_ block: Block, _ position: Position) -> [Int32] {
        if scope.isTopLevel, hasKnownExtends { return [] }
        let plan = BlockPlan(
            name: block.name, isRequired: block.isRequired, locals: block.isScoped ? locals(position) : nil)
        builder.blockPlans.append(plan)
        let number = builder.add(.block, Int32(builder.blockPlans.count - 1), at: position)
        guard scope.isTopLevel, extendsCount > 0 else { return [number] }
        let body = builder.body([number])
        return [builder.add(.guardParent, body.start, body.count, at: position)]
    }

    private mutating func extends(_ template: Expression, _ position: Position) throws -> [Int32] {
        guard scope.isTopLevel else {
            throw SyntaxError("cannot use extend from a non top-level scope", at: position, kind: .assertion)
        }
        let number = builder.add(.extends, try expression(template), at: position)
        if scope.isRootLevel { hasKnownExtends = true }
        extendsCount += 1
        return [number]
    }
}
