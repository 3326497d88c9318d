/// How a statement leaves off: `break` and `continue` end the bodies around them.
enum Flow {
    case normal, breakLoop, continueLoop
}

/// One case a statement.
extension Renderer {
    func execute(_ start: Int32, _ count: Int32, _ f: FramePointer) throws -> Flow {
        var place = f.pointee.extra + Int(start)
        let end = place + Int(count)
        while place < end {
            let flow = try execute(place.pointee, f)
            if flow != .normal { return flow }
            place += 1
        }
        return .normal
    }

    private func execute(_ i: Int32, _ f: FramePointer) throws -> Flow {
        let node = f.pointee.nodes[Int(i)]
        switch node.operation {
        case .text:
            if let text = (f.pointee.constants + Int(node.a)).view.asText { output.append(text.start, text.count) }
        case .print:
            f.pointee.statement = i
            try print(node.a, f)
        case .condition:
            f.pointee.statement = i
            return try condition(node, f)
        case .loop:
            f.pointee.statement = i
            try loop(f.pointee.program.loops[Int(node.a)], i, f)
        case .assign:
            f.pointee.statement = i
            try checkNamespaces(node.a, f)
            try store(try evaluate(node.b, f), node.a, f)
        case .body: return try execute(node.a, node.b, f)
        case .copy: f.pointee.slots[Int(node.a)] = try raw(node.b, f)
        case .clear: f.pointee.slots[Int(node.a)] = .absent
        case .guardParent: return f.pointee.parent == nil ? try execute(node.a, node.b, f) : .normal
        case .breakLoop: return .breakLoop
        case .continueLoop: return .continueLoop
        default:
            f.pointee.statement = i
            return try executeSeldom(node, f)
        }
        return .normal
    }

    private func executeSeldom(_ node: Node, _ f: FramePointer) throws -> Flow {
        switch node.operation {
        case .checkStack: try StackGuard.check(stackFloor)
        case .assignBlock:
            let text = try captureBody(node.c, f)
            let isSafe = f.pointee.context.autoescape
            if node.b >= 0 {
                f.pointee.slots[Int(f.pointee.extra[Int(node.c)])] = .text(text)
                let value = try evaluate(node.b, f)
                try store(isSafe ? .markup(try Printing.text(value, self)) : value, node.a, f)
            } else {
                try store(isSafe ? .markup(text) : .text(text), node.a, f)
            }
        case .autoescape:
            let value = try isTrue(evaluate(node.a, f))
            let (lexical, dynamic) = (f.pointee.autoescape, f.pointee.context.autoescape)
            f.pointee.autoescape = value
            f.pointee.context.autoescape = value
            defer {
                f.pointee.autoescape = lexical
                f.pointee.context.autoescape = dynamic
            }
            return try execute(node.b, node.c, f)
        case .macro: try store(macro(node.a, f), node.b, f)
        case .callBlock:
            f.pointee.slots[Int(node.c)] = macro(node.a, f)
            try print(node.b, f)
            f.pointee.slots[Int(node.c)] = .absent
        case .filterBlock:
            let text = try captureBody(node.b, f)
            f.pointee.slots[Int(f.pointee.extra[Int(node.b)])] = f.pointee.autoescape ? .markup(text) : .text(text)
            try print(node.a, f)
        case .block: try block(f.pointee.program.blockPlans[Int(node.a)], f)
        case .extends: try extend(node, f)
        case .include: try include(node, f)
        case .importAll, .importNames: try importModule(node, f)
        case .evaluate: _ = try evaluate(node.a, f)
        case .debug: try printDebug(f)
        case .fail: throw Failure.runtime(try Printing.text(f.pointee.constants[Int(node.a)], self).string)
        default: break
        }
        return .normal
    }

    /// Runs a body that `extra` describes as (slot, start, count) and returns what it printed.
    private func captureBody(_ place: Int32, _ f: FramePointer) throws -> Text {
        let extra = f.pointee.extra + Int(place)
        return try capture { _ = try execute(extra[1], extra[2], f) }
    }

    private func condition(_ node: Node, _ f: FramePointer) throws -> Flow {
        var row = f.pointee.extra + Int(node.a)
        for _ in 0..<node.b {
            if row[0] < 0 { return try execute(row[1], row[2], f) }
            f.pointee.statement = row[3]
            if try test(row[0], f) { return try execute(row[1], row[2], f) }
            row += 4
        }
        return .normal
    }

    // MARK: Printing

    /// Prints an expression. What can be reached without computing is printed from where it lies; a macro prints
    /// straight into the output.
    @inline(__always)
    private func print(_ i: Int32, _ f: FramePointer) throws {
        if let value = lookUp(i, f) {
            try emit(value, f)
        } else {
            try printComputed(i, f)
        }
    }

    private func printComputed(_ i: Int32, _ f: FramePointer) throws {
        let node = f.pointee.nodes[Int(i)]
        switch node.operation {
        case .call:
            f.pointee.expression = i
            if let callee = lookUp(node.a, f), let macro = callee.view.object(MacroObject.self) {
                return try printMacro(macro, node, f)
            }
        case .filter where node.n != 0: return try printQuickly(i, node, f)
        case .method:
            if try printMethod(i, node, f) { return }
        case .loopPart:
            if node.n == 0, let loop = LoopObject.find(f.pointee.slots + Int(node.a)) {
                return output.append(loop._withUnsafeGuaranteedRef { $0.index0 + 1 })
            }
        case .loopCycle: if let place = cycled(node, f) { return try print(place, f) }
        default: break
        }
        try emit(try evaluate(i, f), f)
    }

    /// Prints what a macro of an imported template prints, or `loop.cycle`; false if the call is neither.
    private func printMethod(_ i: Int32, _ node: Node, _ f: FramePointer) throws -> Bool {
        guard let operand = lookUp(node.a, f), case .object(let object) = operand.pointee else { return false }
        f.pointee.expression = i
        guard let module = object as? Module, let name = f.pointee.constants[Int(node.c)].asText,
            let member = module.find(name), case .object(let callee) = member, let macro = callee as? MacroObject
        else { return false }
        try withArguments(node.b, f) { try callMacro(macro, $0) }
        return true
    }

    /// Prints a value where it lies: strings, the most of what is printed, without counting a reference.
    @inline(__always)
    func emit(_ place: UnsafePointer<Value>, _ f: FramePointer) throws {
        switch place.view {
        case .text(let text) where f.pointee.autoescape: output.appendEscaped(text.start, text.count)
        case .text(let text), .markup(let text): output.append(text.start, text.count)
        case .int(let int): output.append(int)
        case .double(let double): output.append(double)
        default: try emit(place.pointee, f)
        }
    }

    func emit(_ value: Value, _ f: FramePointer) throws {
        if f.pointee.autoescape {
            try Printing.writeEscaped(value, to: output, self)
        } else {
            try Printing.write(value, to: output, self)
        }
    }

    // MARK: Targets

    func store(_ value: Value, _ target: Int32, _ f: FramePointer) throws {
        let node = f.pointee.nodes[Int(target)]
        switch node.operation {
        case .storeSlot:
            f.pointee.slots[Int(node.a)] = value
            if node.b >= 0, let name = f.pointee.constants[Int(node.b)].asText {
                f.pointee.context.export(name, value)
            }
        case .storeTuple:
            guard isIterable(value) || value.isUndefined else {
                throw Failure.type("cannot unpack non-iterable \(value.typeName) object")
            }
            let items = try items(of: value)
            guard items.count == Int(node.b) else { throw unpackFailure(expected: Int(node.b), got: items.count) }
            for (i, item) in items.enumerated() { try store(item, f.pointee.extra[Int(node.a) + i], f) }
        case .storeAttribute:
            guard case .object(let object) = try evaluate(node.a, f), let namespace = object as? Namespace,
                let name = f.pointee.constants[Int(node.b)].asText
            else { throw Failure.runtime("cannot assign attribute on non-namespace object") }
            // What is undefined holds on to what it is missing from.
            if value.isContainer || value.isUndefined { keep(.object(namespace)) }
            namespace.attributes.set(name, value)
        default: break
        }
    }

    /// Whether all targets with an attribute are namespaces is checked before the value is computed.
    private func checkNamespaces(_ target: Int32, _ f: FramePointer) throws {
        let node = f.pointee.nodes[Int(target)]
        switch node.operation {
        case .storeTuple: for i in 0..<node.b { try checkNamespaces(f.pointee.extra[Int(node.a + i)], f) }
        case .storeAttribute:
            if case .object(let object) = try raw(node.a, f), object is Namespace { return }
            throw Failure.runtime("cannot assign attribute on non-namespace object")
        default: break
        }
    }

    private func unpackFailure(expected: Int, got: Int) -> Failure {
        got < expected
            ? .value("not enough values to unpack (expected \(expected), got \(got))")
            : .value("too many values to unpack (expected \(expected))")
    }
}
