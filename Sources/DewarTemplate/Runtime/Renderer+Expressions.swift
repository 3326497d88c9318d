/// One case an expression.
extension Renderer {
    /// Where the value of an expression lies, if it can be reached without computing anything: a constant, a variable, an
    /// entry of a dictionary. Valid until the next evaluation.
    @inline(__always)
    func lookUp(_ i: Int32, _ f: FramePointer) -> UnsafePointer<Value>? {
        let node = f.pointee.nodes + Int(i)
        switch node.pointee.operation {
        case .constant: return f.pointee.constants + Int(node.pointee.a)
        case .slot:
            let slot = f.pointee.slots + Int(node.pointee.a)
            return slot.pointee.isAbsent ? nil : UnsafePointer(slot)
        case .attribute: return lookUpAttribute(node, f)
        default: return nil
        }
    }

    private func lookUpAttribute(_ node: UnsafePointer<Node>, _ f: FramePointer) -> UnsafePointer<Value>? {
        // n: the name is that of a method of dictionaries, which goes before an entry.
        guard node.pointee.n == 0, let operand = lookUp(node.pointee.a, f) else { return nil }
        guard case .dict(let dict) = operand.view,
            case .text(let name) = (f.pointee.constants + Int(node.pointee.b)).view
        else { return nil }
        return dict._withUnsafeGuaranteedRef { UnsafePointer($0.find(name)) }
    }

    /// The value of a variable as it is, absent if it was not set.
    func raw(_ i: Int32, _ f: FramePointer) throws -> Value {
        let node = f.pointee.nodes[Int(i)]
        switch node.operation {
        case .slot: return f.pointee.slots[Int(node.a)]
        case .outer: return outer(node, f)
        default: return try evaluate(i, f)
        }
    }

    private func outer(_ node: Node, _ f: FramePointer) -> Value {
        var box = f.pointee.closure
        for _ in 1..<max(node.n, 1) { box = box?.closure }
        return box?.slots[Int(node.a)] ?? .absent
    }

    func evaluate(_ i: Int32, _ f: FramePointer) throws -> Value {
        let node = f.pointee.nodes[Int(i)]
        switch node.operation {
        case .constant: return f.pointee.constants[Int(node.a)]
        case .slot:
            let value = f.pointee.slots[Int(node.a)]
            return value.isAbsent ? missing(node.b, f) : value
        case .outer:
            let value = outer(node, f)
            return value.isAbsent ? missing(node.b, f) : value
        case .attribute:
            if let value = lookUp(i, f) { return value.pointee }
            let operand = try evaluate(node.a, f)
            f.pointee.expression = i
            return try attribute(operand, f.pointee.constants[Int(node.b)].asText!)
        case .item:
            let operand = try evaluate(node.a, f)
            let key = try evaluate(node.b, f)
            f.pointee.expression = i
            return try item(operand, key)
        case .filter where node.n != 0: return try evaluateQuickly(i, node, f)
        case .filter, .test:
            let input = try evaluate(node.a, f)
            return try callBuiltin(i, node, input, f)
        case .call:
            let callee = try evaluate(node.a, f)
            return try withArguments(node.b, f) {
                f.pointee.expression = i
                return try call(callee, $0)
            }
        case .method: return try callMethod(i, node, f)
        case .loopPart: return try loopPart(i, node, f)
        case .loopCycle:
            if let place = cycled(node, f) { return try evaluate(place, f) }
            return try callMethod(i, node, f)
        case .not, .and, .or, .compare: return try evaluateLogic(i, node, f)
        default:
            try StackGuard.check(stackFloor)
            return try evaluateOperator(i, node, f)
        }
    }

    /// `loop.index` and the like, straight from the loop; if the name means something else, its attribute.
    private func loopPart(_ i: Int32, _ node: Node, _ f: FramePointer) throws -> Value {
        let slot = f.pointee.slots + Int(node.a)
        if let loop = LoopObject.find(slot) {
            return try loop._withUnsafeGuaranteedRef { try $0.value(of: LoopObject.Part.all[Int(node.n)], self) }
        }
        let operand = slot.pointee.isAbsent ? undefined(.name(Text.key("loop"))) : slot.pointee
        f.pointee.expression = i
        return try attribute(operand, f.pointee.constants[Int(node.b)].asText!)
    }

    /// The argument of `loop.cycle` whose turn it is; nil if the name means something else.
    func cycled(_ node: Node, _ f: FramePointer) -> Int32? {
        guard let loop = LoopObject.find(f.pointee.slots + Int(node.a)) else { return nil }
        let plan = f.pointee.program.arguments + Int(node.b)
        let turn = loop._withUnsafeGuaranteedRef { $0.index0 % Int(plan.pointee.positional) }
        return f.pointee.extra[Int(plan.pointee.start) + turn]
    }

    private func missing(_ name: Int32, _ f: FramePointer) -> Value {
        undefined(.name(f.pointee.constants[Int(name)].asText!))
    }

    private func evaluateLogic(_ i: Int32, _ node: Node, _ f: FramePointer) throws -> Value {
        switch node.operation {
        case .and:
            let left = try evaluate(node.a, f)
            return try isTrue(left) ? evaluate(node.b, f) : left
        case .or:
            let left = try evaluate(node.a, f)
            return try isTrue(left) ? left : evaluate(node.b, f)
        default: return .bool(try test(i, f))
        }
    }

    private func evaluateOperator(_ i: Int32, _ node: Node, _ f: FramePointer) throws -> Value {
        switch node.operation {
        case .deep: return try evaluate(node.a, f)
        case .binary:
            let left = try evaluate(node.a, f)
            let right = try evaluate(node.b, f)
            f.pointee.expression = i
            return try Arithmetic.apply(BinaryOperator.all[Int(node.n)], left, right, self)
        case .negative, .positive:
            let operand = try evaluate(node.a, f)
            f.pointee.expression = i
            return try Arithmetic.sign(operand, isNegative: node.operation == .negative)
        case .concat: return try concat(node, f)
        case .conditional:
            if try test(node.a, f) { return try evaluate(node.b, f) }
            if node.c >= 0 { return try evaluate(node.c, f) }
            // Lenient even where undefined is strict.
            return .undefined(
                Undefined(
                    .hint("the inline if-expression evaluated to false and no else section was defined."), .default))
        case .tuple: return .tuple(List(try evaluateAll(node, f)))
        case .list: return .list(List(try evaluateAll(node, f)))
        case .dict:
            let dict = Dict(capacity: Int(node.b))
            for pair in 0..<Int(node.b) {
                let key = try evaluate(f.pointee.extra[Int(node.a) + pair * 2], f)
                f.pointee.expression = i
                try dict.set(key, try evaluate(f.pointee.extra[Int(node.a) + pair * 2 + 1], f))
            }
            return .dict(dict)
        case .slice:
            let operand = try evaluate(node.a, f)
            let parts = try (0..<3).map { part in
                let number = f.pointee.extra[Int(node.b) + part]
                return number < 0 ? Value.none : try evaluate(number, f)
            }
            f.pointee.expression = i
            return try Slicing.slice(operand, parts[0], parts[1], parts[2], self)
        case .unknownBuiltin:
            throw Failure.runtime(try Printing.text(f.pointee.constants[Int(node.a)], self).string)
        default: return .none
        }
    }

    private func evaluateAll(_ node: Node, _ f: FramePointer) throws -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(Int(node.b))
        for place in 0..<Int(node.b) { values.append(try evaluate(f.pointee.extra[Int(node.a) + place], f)) }
        return values
    }

    /// `a ~ b`: where text is escaped and one part is safe, the others are escaped and the whole is safe.
    private func concat(_ node: Node, _ f: FramePointer) throws -> Value {
        let parts = try evaluateAll(node, f)
        let isSafe = f.pointee.autoescape && parts.contains(where: \.isSafe)
        let buffer = OutputBuffer(capacity: 128, limit: limits.maximumValueBytes)
        for part in parts {
            if isSafe {
                try Printing.writeEscaped(part, to: buffer, self)
            } else {
                try Printing.write(part, to: buffer, self)
            }
        }
        try checkSize(of: buffer)
        let text = buffer.take(from: 0)
        return isSafe ? .markup(text) : .text(text)
    }

    // MARK: Truth

    /// The truth of an expression, without making a value of it where that can be avoided.
    func test(_ i: Int32, _ f: FramePointer) throws -> Bool {
        let node = f.pointee.nodes[Int(i)]
        switch node.operation {
        case .not: return try !test(node.a, f)
        case .and: return try test(node.a, f) && test(node.b, f)
        case .or: return try test(node.a, f) || test(node.b, f)
        case .compare: return try compare(i, node, f)
        default:
            if let value = lookUp(i, f) { return try isTrue(at: value) }
            return try isTrue(evaluate(i, f))
        }
    }

    private func compare(_ i: Int32, _ node: Node, _ f: FramePointer) throws -> Bool {
        var left = try evaluate(node.a, f)
        for pair in 0..<Int(node.c) {
            let place = Int(node.b) + pair * 2
            let right = try evaluate(f.pointee.extra[place + 1], f)
            f.pointee.expression = i
            guard try compare(left, CompareOperator.all[Int(f.pointee.extra[place])], right) else { return false }
            left = right
        }
        return true
    }

    func compare(_ left: Value, _ op: CompareOperator, _ right: Value) throws -> Bool {
        switch op {
        case .equal: try Equality.equal(left, right, self)
        case .notEqual: try !Equality.equal(left, right, self)
        case .less: try Ordering.holds(left, .less, right, self)
        case .lessOrEqual: try Ordering.holds(left, .lessOrEqual, right, self)
        case .greater: try Ordering.holds(left, .greater, right, self)
        case .greaterOrEqual: try Ordering.holds(left, .greaterOrEqual, right, self)
        case .in: try contains(right, left)
        case .notIn: try !contains(right, left)
        }
    }
}

extension Value {
    /// True for what prints without escaping.
    var isSafe: Bool {
        switch self {
        case .markup: true
        case .object(let object): object.isSafe
        case .undefined(let undefined): undefined.behavior == .chainable
        default: false
        }
    }
}
