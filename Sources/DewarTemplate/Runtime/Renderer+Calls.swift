/// Calls of functions, methods, filters, tests and macros.
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
    func filter(named name: String) throws -> Builtin {
        let known = environment.library.filters
        if let filter = known[name] { return filter }
        throw Failure(
            .runtime, "No filter named '\(name)'.", suggestions: Suggestion.names(like: name, among: known.keys))
    }

    /// A test by name, as `select` and `reject` need.
    func test(named name: String) throws -> Builtin {
        let known = environment.library.tests
        if let test = known[name] { return test }
        throw Failure(
            .runtime, "No test named '\(name)'.", suggestions: Suggestion.names(like: name, among: known.keys))
    }

    // MARK: Macros

    /// A macro, or the body of a call block, with the variables around it.
    func macro(_ number: Int32, _ f: FramePointer) -> Value {
        .object(
            MacroObject(
                f.pointee.program.units[Int(number)], of: f.pointee.template, closure: f.pointee.box,
                context: f.pointee.context, autoescape: f.pointee.autoescape))
    }

    /// Runs a macro; what it prints goes to the output.
    func callMacro(_ macro: MacroObject, _ arguments: CallArguments) throws {
        let caller = frame
        try run(
            macro.unit, of: macro.template, closure: macro.closure, context: macro.context, autoescape: macro.autoescape
        ) { f in
            do { try bind(arguments, to: macro.unit, f) } catch let failure as Failure {
                // The mistake is the caller's, and so is its place.
                guard let caller else { throw failure }
                var error = TemplateError(failure.kind, failure.message)
                error.place = caller.pointee.template.place(
                    caller.pointee.statement, detail: caller.pointee.expression)
                throw error
            }
            try setDefaults(macro.unit, f)
        }
    }

    private func bind(_ arguments: CallArguments, to unit: Unit, _ f: FramePointer) throws {
        let slots = f.pointee.slots
        let table = unit.parameterTable
        let parameterCount = unit.parameterCount
        let positional = min(arguments.count, parameterCount)
        for i in 0..<positional { slots[table[i].slot] = arguments[i] }
        if arguments.keywords.isEmpty, arguments.count <= parameterCount, !unit.hasSpecials { return }
        let parameters = unit.parameters
        var rest: Dict?
        for (i, keyword) in arguments.keywords.enumerated() {
            if let place = parameters[positional...].firstIndex(where: { $0.name.equals(keyword) }) {
                slots[parameters[place].slot] = arguments.keywordValue(i)
            } else if keyword.equals("caller"), unit.callerSlot >= 0,
                !parameters.contains(where: { $0.slot == unit.callerSlot })
            {
                slots[unit.callerSlot] = arguments.keywordValue(i)
            } else if unit.keywordsSlot >= 0 {
                let dict = rest ?? Dict()
                rest = dict
                dict.set(keyword, arguments.keywordValue(i))
            } else {
                throw unexpectedKeyword(keyword, unit)
            }
        }
        if unit.keywordsSlot >= 0 { slots[unit.keywordsSlot] = .dict(rest ?? Dict()) }
        if unit.varargsSlot >= 0 {
            slots[unit.varargsSlot] = .tuple((positional..<arguments.count).map { arguments[$0] })
        } else if arguments.count > parameters.count {
            throw Failure.type("macro \(macroName(unit)) takes not more than \(parameters.count) argument(s)")
        }
        if unit.callerSlot >= 0, slots[unit.callerSlot].isAbsent,
            !parameters.contains(where: { $0.slot == unit.callerSlot })
        {
            slots[unit.callerSlot] = undefined(.hint("No caller defined"))
        }
    }

    private func setDefaults(_ unit: Unit, _ f: FramePointer) throws {
        for i in 0..<unit.parameterCount {
            let parameter = unit.parameterTable + i
            let slot = f.pointee.slots + parameter.pointee.slot
            guard slot.pointee.isAbsent else { continue }
            let fallback = parameter.pointee.fallback
            slot.pointee =
                try fallback >= 0
                ? evaluate(fallback, f)
                : undefined(.hint("parameter '\(parameter.pointee.name.string)' was not provided"))
        }
    }

    private func macroName(_ unit: Unit) -> String { unit.name.map { "'\($0)'" } ?? "None" }

    private func unexpectedKeyword(_ keyword: Text, _ unit: Unit) -> Failure {
        if keyword.equals("caller") {
            return .type(
                "macro \(macroName(unit)) was invoked with two values for the special caller argument. "
                    + "This is most likely a bug.")
        }
        return .type("macro \(macroName(unit)) takes no keyword argument '\(keyword.string)'")
    }
}

/// What `{% macro %}` makes, and the body of a `{% call %}`.
final class MacroObject: Object {
    let unit: Unit
    let template: Template
    let closure: FrameBox?
    let context: Context
    let autoescape: Bool

    init(_ unit: Unit, of template: Template, closure: FrameBox?, context: Context, autoescape: Bool) {
        self.unit = unit
        self.template = template
        self.closure = closure
        self.context = context
        self.autoescape = autoescape
    }

    /// The macro at a place; nil if something else is there.
    @inline(__always)
    static func find(_ place: UnsafePointer<Value>) -> MacroObject? {
        guard case .object(let object) = place.pointee, type(of: object) == MacroObject.self else { return nil }
        return unsafeDowncast(object, to: MacroObject.self)
    }

    override var typeName: String { "Macro" }
    override var isCallable: Bool { true }

    override func call(_ arguments: CallArguments, _ renderer: Renderer) throws -> Value {
        let isSafe = renderer.autoescape
        let text = try renderer.capture { try renderer.callMacro(self, arguments) }
        return isSafe ? .markup(text) : .text(text)
    }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        switch name.string {
        case "name": unit.name.map { .text($0) } ?? Value.none
        case "arguments": .tuple(unit.parameters.map { .text($0.name) })
        case "catch_kwargs": .bool(unit.keywordsSlot >= 0)
        case "catch_varargs": .bool(unit.varargsSlot >= 0)
        case "caller": .bool(unit.callerSlot >= 0)
        default: nil
        }
    }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("<Macro \(unit.name.map { "'\($0)'" } ?? "anonymous")>")
    }
}
