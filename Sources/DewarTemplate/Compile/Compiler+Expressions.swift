/// One case an expression.
extension Compiler {
    /// - Parameter callerSlot: the slot of a call block's body, which the outermost call passes on as `caller`.
    mutating func expression(_ expression: Expression, callerSlot: Int? = nil) throws -> Int32 {
        try StackGuard.check(stackFloor)
        expressionDepth += 1
        defer { expressionDepth -= 1 }
        let node = try self.node(expression, callerSlot)
        return expressionDepth % Compiler.stackStep == 0 ? builder.add(.deep, node, at: expression.position) : node
    }

    private mutating func node(_ expression: Expression, _ callerSlot: Int?) throws -> Int32 {
        let position = expression.position
        switch expression.kind {
        case .name(let name):
            guard let variable = scope.find(name) else { throw SyntaxError("unknown name '\(name)'", at: position) }
            return read(variable, builder.name(name), position)
        case .constant(let value): return builder.add(.constant, builder.constant(value), at: position)
        case .data(let text): return builder.add(.constant, builder.constant(.markup(text)), at: position)
        case .tuple(let items): return try sequence(.tuple, items, position)
        case .list(let items): return try sequence(.list, items, position)
        case .concat(let items): return try sequence(.concat, items, position)
        case .dict(let pairs):
            let nodes = try pairs.flatMap { [try self.expression($0.key), try self.expression($0.value)] }
            return builder.add(.dict, builder.list(nodes), Int32(pairs.count), at: position)
        case .unary(let op, let operand):
            return builder.add(op == .negative ? .negative : .positive, try self.expression(operand), at: position)
        case .not(let operand): return builder.add(.not, try self.expression(operand), at: position)
        case .binary(let op, let left, let right):
            let leftNode = try self.expression(left)
            return builder.add(
                .binary, leftNode, try self.expression(right), n: Int(BinaryOperator.all.firstIndex(of: op)!),
                at: position)
        case .and(let left, let right): return try pair(.and, left, right, position)
        case .or(let left, let right): return try pair(.or, left, right, position)
        case .compare(let first, let rest):
            let firstNode = try self.expression(first)
            let nodes = try rest.flatMap { [Int32(CompareOperator.all.firstIndex(of: $0)!), try self.expression($1)] }
            return builder.add(.compare, firstNode, builder.list(nodes), Int32(rest.count), at: position)
        case .conditional(let test, let then, let otherwise):
            return try conditional(test, then, otherwise, position)
        case .attribute(let operand, let name):
            if let slot = loopSlot(operand), let part = LoopObject.Part.all.firstIndex(where: { $0.rawValue == name }) {
                return builder.add(.loopPart, slot, builder.name(name), n: part, at: position)
            }
            let isMethod = Methods.dict[name] != nil
            return builder.add(
                .attribute, try self.expression(operand), builder.name(name), n: isMethod ? 1 : 0, at: position)
        case .item(let operand, let key): return try pair(.item, operand, key, position)
        case .slice(let operand, let slice):
            let operandNode = try self.expression(operand)
            let parts = try [slice.start, slice.stop, slice.step].map { try $0.map { try self.expression($0) } ?? -1 }
            return builder.add(.slice, operandNode, builder.list(parts), at: position)
        case .bareSlice: throw SyntaxError("a slice cannot stand among other subscripts", at: position)
        case .call(let callee, let arguments): return try call(callee, arguments, callerSlot, position)
        case .filter(let name, let operand, let arguments):
            guard let operand else { throw SyntaxError("a filter needs an operand", at: position) }
            return try filter(name, try self.expression(operand), arguments, position)
        case .test(let name, let operand, let arguments):
            return try builtin(.test, name, try self.expression(operand), arguments, position)
        case .namespaceReference: throw SyntaxError("not an expression", at: position)
        }
    }

    private mutating func sequence(_ operation: Node.Operation, _ items: [Expression], _ position: Position) throws
        -> Int32
    {
        let nodes = try items.map { try expression($0) }
        return builder.add(operation, builder.list(nodes), Int32(nodes.count), at: position)
    }

    private mutating func pair(
        _ operation: Node.Operation, _ left: Expression, _ right: Expression, _ position: Position
    ) throws -> Int32 {
        let leftNode = try expression(left)
        return builder.add(operation, leftNode, try expression(right), at: position)
    }

    private mutating func conditional(
        _ test: Expression, _ then: Expression, _ otherwise: Expression?, _ position: Position
    ) throws -> Int32 {
        let isSoft = scope.isSoft
        scope.isSoft = true
        defer { scope.isSoft = isSoft }
        let testNode = try expression(test)
        let thenNode = try expression(then)
        return builder.add(
            .conditional, testNode, thenNode, try otherwise.map { try expression($0) } ?? -1, at: position)
    }

    // MARK: Calls

    private mutating func call(
        _ callee: Expression, _ arguments: Arguments, _ callerSlot: Int?, _ position: Position
    ) throws -> Int32 {
        if case .attribute(let operand, let name) = callee.kind {
            if name == "cycle", let slot = loopSlot(operand), Compiler.isSimple(arguments), callerSlot == nil {
                let plan = try self.arguments(arguments)
                return builder.add(.loopCycle, slot, plan, builder.name(name), at: callee.position)
            }
            let operandNode = try expression(operand)
            let plan = try self.arguments(arguments, callerSlot)
            return builder.add(.method, operandNode, plan, builder.name(name), at: callee.position)
        }
        let calleeNode = try expression(callee)
        return builder.add(.call, calleeNode, try self.arguments(arguments, callerSlot), at: position)
    }

    /// The slot of the special variable `loop`, if the expression is that and it belongs to the same unit.
    private func loopSlot(_ expression: Expression) -> Int32? {
        guard case .name("loop") = expression.kind, let variable = scope.find("loop"), variable.unit === scope.unit
        else {
            return nil
        }
        return Int32(variable.slot)
    }

    /// True for arguments of which one can be evaluated without the others.
    private static func isSimple(_ arguments: Arguments) -> Bool {
        guard arguments.keywords.isEmpty, arguments.more == nil, arguments.moreKeywords == nil else { return false }
        return !arguments.positional.isEmpty
            && arguments.positional.allSatisfy {
                switch $0.kind {
                case .constant, .name: true
                default: false
                }
            }
    }

    private mutating func arguments(_ arguments: Arguments, _ callerSlot: Int? = nil) throws -> Int32 {
        var nodes = try arguments.positional.map { try expression($0) }
        var keywords: [Text] = []
        for (name, value) in arguments.keywords {
            if keywords.contains(where: { $0.string == name }) {
                throw SyntaxError("keyword argument repeated: \(name)", at: value.position)
            }
            keywords.append(builder.text(name))
            nodes.append(try expression(value))
        }
        if let callerSlot {
            keywords.append(builder.text("caller"))
            nodes.append(builder.add(.slot, Int32(callerSlot), builder.name("caller"), at: .start))
        }
        let more = try arguments.more.map { try expression($0) } ?? -1
        let moreKeywords = try arguments.moreKeywords.map { try expression($0) } ?? -1
        builder.arguments.append(
            ArgumentPlan(
                start: builder.list(nodes), positional: Int32(arguments.positional.count),
                keywordStart: Int32(builder.keywords.count), keywordCount: Int32(keywords.count), more: more,
                moreKeywords: moreKeywords))
        builder.keywords += keywords
        return Int32(builder.arguments.count - 1)
    }

    // MARK: Filters and tests

    mutating func filter(_ name: String, _ operand: Int32, _ arguments: Arguments, _ position: Position) throws -> Int32
    {
        try builtin(.filter, name, operand, arguments, position)
    }

    private mutating func builtin(
        _ operation: Node.Operation, _ name: String, _ operand: Int32, _ arguments: Arguments, _ position: Position
    ) throws -> Int32 {
        let isFilter = operation == .filter
        let known = isFilter ? library.filters : library.tests
        guard let builtin = known[name] else {
            let kind = isFilter ? "filter" : "test"
            guard scope.isSoft else {
                var error = SyntaxError("No \(kind) named '\(name)'.", at: position, kind: .assertion)
                error.suggestions = Suggestion.names(like: name, among: known.keys)
                throw error
            }
            let sentence = builder.constant(.text("No \(kind) named '\(name)' found."))
            return builder.add(.unknownBuiltin, sentence, at: position)
        }
        let plan = try self.arguments(arguments)
        return builder.add(
            operation, operand, plan, builder.builtin(builtin, key: (isFilter ? "|" : " is ") + name),
            n: isFilter ? QuickFilter.number(of: builtin, named: name, builder.arguments[Int(plan)]) : 0, at: position)
    }

    // MARK: Targets

    mutating func target(_ target: Expression) throws -> Int32 {
        switch target.kind {
        case .name(let name): return store(name, exports: exports, target.position)
        case .tuple(let items):
            let nodes = try items.map { try self.target($0) }
            return builder.add(.storeTuple, builder.list(nodes), Int32(nodes.count), at: target.position)
        case .namespaceReference(let namespace, let attribute):
            guard let variable = scope.find(namespace) else {
                throw SyntaxError("unknown name '\(namespace)'", at: target.position)
            }
            let object = read(variable, builder.name(namespace), target.position)
            return builder.add(.storeAttribute, object, builder.name(attribute), at: target.position)
        default: throw SyntaxError("can't assign to this", at: target.position)
        }
    }

    /// The target that sets a variable of the current scope.
    func store(_ name: String, exports: Bool, _ position: Position) -> Int32 {
        guard let variable = scope.find(name) else { return builder.add(.storeNothing, at: position) }
        return builder.add(.storeSlot, Int32(variable.slot), exports ? builder.name(name) : -1, at: position)
    }
}

extension BinaryOperator {
    static let all: [BinaryOperator] = [.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power]
}

extension CompareOperator {
    static let all: [CompareOperator] = [
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .notIn,
    ]
}
