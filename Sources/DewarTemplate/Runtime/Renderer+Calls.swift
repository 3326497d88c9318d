/// Calls of functions, methods, filters and tests.
extension Renderer {
    /// Evaluates the arguments of a call and hands them to the body.
    @inline(__always)
    func withArguments<Result>(_ plan: Int32, _ f: FramePointer, _ body: (CallArguments) throws -> Result) throws
        -> Result
    {
        let plan = f.pointee.program.arguments + Int(plan)
        if plan.pointee.more >= 0 || plan.pointee.moreKeywords >= 0 {
            return try withSpreadArguments(plan.pointee, f, body)
        }
        let count = Int(plan.pointee.positional + plan.pointee.keywordCount)
        if count == 0 { return try body(.none) }
        let values = stack.take(count)
        var done = 0
        defer {
            for i in 0..<done { (values + i).deinitialize(count: 1) }
            stack.giveBack(values)
        }
        let numbers = f.pointee.extra + Int(plan.pointee.start)
        while done < count {
            (values + done).initialize(to: try evaluate(numbers[done], f))
            done += 1
        }
        return try body(
            CallArguments(
                values: values, count: Int(plan.pointee.positional), keywords: keywords(plan.pointee, f)))
    }

    @inline(__always)
    private func keywords(_ plan: ArgumentPlan, _ f: FramePointer) -> UnsafeBufferPointer<Text> {
        UnsafeBufferPointer(
            start: f.pointee.program.keywords + Int(plan.keywordStart), count: Int(plan.keywordCount))
    }

    /// Arguments with `*values` or `**keywords`.
    private func withSpreadArguments<Result>(
        _ plan: ArgumentPlan, _ f: FramePointer, _ body: (CallArguments) throws -> Result
    ) throws -> Result {
        var positional = try (0..<Int(plan.positional)).map { try evaluate(f.pointee.extra[Int(plan.start) + $0], f) }
        var keywords: [(Text, Value)] = []
        for (i, name) in self.keywords(plan, f).enumerated() {
            keywords.append((name, try evaluate(f.pointee.extra[Int(plan.start + plan.positional) + i], f)))
        }
        if plan.more >= 0 {
            let more = try evaluate(plan.more, f)
            guard isIterable(more) else {
                throw Failure.type("argument after * must be an iterable, not \(more.typeName)")
            }
            positional += try items(of: more)
        }
        if plan.moreKeywords >= 0 {
            let more = try evaluate(plan.moreKeywords, f)
            guard case .dict(let dict) = more else {
                throw Failure.type("argument after ** must be a mapping, not \(more.typeName)")
            }
            for i in 0..<dict.count {
                guard let name = dict.entries[i].key.asText else { throw Failure.type("keywords must be strings") }
                if keywords.contains(where: { $0.0.equals(name) }) {
                    throw Failure.type("got multiple values for keyword argument '\(name.string)'")
                }
                keywords.append((name, dict.entries[i].value))
            }
        }
        return try CallArguments.with(positional, keywords: keywords, body)
    }

    func call(_ callee: Value, _ arguments: CallArguments) throws -> Value {
        switch callee {
        case .object(let object): return try object.call(arguments, self)
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure.type("'\(callee.typeName)' object is not callable")
        }
    }

    /// `operand.name(arguments)`, without making a value of the method where there is no need.
    func callMethod(_ i: Int32, _ node: Node, _ f: FramePointer) throws -> Value {
        let operand = try node.operation == .loopCycle ? loopVariable(node, f) : evaluate(node.a, f)
        let name = f.pointee.constants[Int(node.c)].asText!
        f.pointee.expression = i
        if let method = Methods.find(operand, name) {
            return try withArguments(node.b, f) {
                f.pointee.expression = i
                return try method.call(operand, $0, autoescape: f.pointee.context.autoescape, self)
            }
        }
        let callee = try attribute(operand, name)
        return try withArguments(node.b, f) {
            f.pointee.expression = i
            return try call(callee, $0)
        }
    }

    private func loopVariable(_ node: Node, _ f: FramePointer) -> Value {
        let value = f.pointee.slots[Int(node.a)]
        return value.isAbsent ? undefined(.name(Text.key("loop"))) : value
    }

    func callBuiltin(_ i: Int32, _ node: Node, _ input: Value, _ f: FramePointer) throws -> Value {
        try withArguments(node.b, f) {
            f.pointee.expression = i
            return try f.pointee.program.builtins[Int(node.c)].call(
                input, $0, autoescape: f.pointee.context.autoescape, self)
        }
    }

    /// A filter by name, as `map` and `select` need.
    func filter(named value: Value) throws -> Builtin {
        let name = try nameOfBuiltin(value, "filter")
        let known = environment.library.filters
        if let filter = known[name] { return filter }
        throw Failure(
            .runtime, "No filter named '\(name)'.", suggestions: Suggestion.names(like: name, among: known.keys))
    }

    /// `map(upper)` names a variable that is most likely not there.
    private func nameOfBuiltin(_ value: Value, _ kind: String) throws -> String {
        guard case .undefined(let undefined) = value else { return try Printing.text(value, self).string }
        throw Failure.runtime(
            "No \(kind) named Undefined. (\(undefined.failure.message); did you forget to quote the callable name?)")
    }

    /// A test by name, as `select` and `reject` need.
    func test(named value: Value) throws -> Builtin {
        let name = try nameOfBuiltin(value, "test")
        let known = environment.library.tests
        if let test = known[name] { return test }
        throw Failure(
            .runtime, "No test named '\(name)'.", suggestions: Suggestion.names(like: name, among: known.keys))
    }
}
