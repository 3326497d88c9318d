/// Loops, which have up to three scopes: of the body, of the test and of the `else`.
extension Compiler {
    mutating func compile(_ loop: Loop, _ position: Position) throws -> Int32 {
        try checkLoopName(loop)
        let hasLoopVariable =
            loop.isRecursive || Names.undeclared(loop.body, among: ["loop"]).contains("loop")
            || Names.hasScopedBlock(loop.body)
        let iterable = try expression(loop.iterable)
        guard loop.isRecursive else {
            let plan = try plan(loop, iterable, hasLoopVariable: hasLoopVariable, recursiveUnit: -1, position)
            return builder.add(.loop, add(plan), at: position)
        }
        // A recursive loop is a unit of its own, which its `loop` calls again with other items.
        let (unit, number) = builder.unit(.loop, nil)
        unit.position = position
        let unitScope = UnitScope(unit, parent: scope.unit)
        let slot = Int32(unitScope.newSlot())
        let outer = scope
        let body = try inner(unit: unitScope) { compiler -> (start: Int32, count: Int32) in
            let items = compiler.builder.add(.slot, slot, compiler.builder.name("loop"), at: position)
            let plan = try compiler.plan(
                loop, items, hasLoopVariable: true, recursiveUnit: number, iterableSlot: slot, position)
            return compiler.builder.body([compiler.builder.add(.loop, compiler.add(plan), at: position)])
        }
        unit.body = body
        scope = outer
        let start = LoopPlan(
            iterable: iterable, target: -1, testTarget: -1, testEntry: (0, 0), test: -1, body: (0, 0),
            otherwise: (0, 0), hasOtherwise: false, loopSlot: -1, recursiveUnit: number, iterableSlot: -1)
        return builder.add(.loop, add(start), at: position)
    }

    private func add(_ plan: LoopPlan) -> Int32 {
        builder.loops.append(plan)
        return Int32(builder.loops.count - 1)
    }

    private func checkLoopName(_ loop: Loop) throws {
        let statement = Statement(.loop(loop), .start)
        try Names.walk(statement, intoBlocks: true) { name, use, position in
            if use == .write, name == "loop" {
                throw SyntaxError(
                    "Can't assign to special loop variable in for-loop target", at: position, kind: .assertion)
            }
        }
    }

    private mutating func plan(
        _ loop: Loop, _ iterable: Int32, hasLoopVariable: Bool, recursiveUnit: Int32, iterableSlot: Int32 = -1,
        _ position: Position
    ) throws -> LoopPlan {
        let test = try loop.test.map { test in
            try inner { compiler in
                compiler.scope.declareParameters(of: loop.target)
                compiler.scope.analyze(test)
                let entry = compiler.builder.body(compiler.enter())
                return (entry: entry, target: try compiler.target(loop.target), test: try compiler.expression(test))
            }
        }
        loopDepth += 1
        let body = try inner { compiler in
            let loopSlot = hasLoopVariable ? Int32(compiler.scope.declareParameter("loop").slot) : -1
            compiler.scope.declareParameters(of: loop.target)
            compiler.scope.analyze(loop.body)
            let entry = compiler.enter()
            let target = try compiler.target(loop.target)
            return (loopSlot: loopSlot, target: target, body: try compiler.body(loop.body, entry: entry))
        }
        loopDepth -= 1
        let otherwise = try inner { compiler in
            compiler.scope.analyze(loop.otherwise)
            return try compiler.body(loop.otherwise, entry: compiler.enter())
        }
        return LoopPlan(
            iterable: iterable, target: body.target, testTarget: test?.target ?? -1, testEntry: test?.entry ?? (0, 0),
            test: test?.test ?? -1, body: body.body, otherwise: otherwise, hasOtherwise: !loop.otherwise.isEmpty,
            loopSlot: body.loopSlot, recursiveUnit: recursiveUnit, iterableSlot: iterableSlot)
    }
}
