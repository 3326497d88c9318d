/// Calls of macros.
extension Renderer {
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

    /// Prints what a macro prints. Arguments that are given by position are computed straight into its variables.
    func printMacro(_ macro: Unmanaged<MacroObject>, _ node: Node, _ f: FramePointer) throws {
        let plan = f.pointee.program.arguments + Int(node.b)
        // A variable of the template keeps the macro for the time of the call; what else leads to one may change meanwhile.
        let isVariable = f.pointee.nodes[Int(node.a)].operation == .slot
        try macro._withUnsafeGuaranteedRef { macro in
            guard isVariable, macro.unit.isPlain, plan.pointee.isPositional,
                Int(plan.pointee.positional) <= macro.unit.parameterCount
            else {
                return try withExtendedLifetime(macro) {
                    try withArguments(node.b, f) { try callMacro(macro, $0) }
                }
            }
            let unit = macro.unit
            try run(
                unit, of: macro.template, closure: macro.closure, context: macro.context, autoescape: macro.autoescape,
                prepare: { try setDefaults(unit, $0) },
                fill: { slots in
                    let numbers = f.pointee.extra + Int(plan.pointee.start)
                    for i in 0..<Int(plan.pointee.positional) {
                        slots[unit.parameterTable[i].slot] = try evaluate(numbers[i], f)
                    }
                })
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
