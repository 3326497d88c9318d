/// Running units: frames, names, errors on the way out.
extension Renderer {
    /// Runs a unit. `fill` sets variables in the caller's frame, `prepare` in the unit's own, before the body begins.
    @inline(__always)
    func run(
        _ unit: Unit, of template: Template, closure: FrameBox?, context: Context, autoescape: Bool,
        prepare: (FramePointer) throws -> Void = { _ in },
        fill: (UnsafeMutablePointer<Value>) throws -> Void = { _ in }
    ) throws {
        try enter()
        defer { leave() }
        if unit.needsBox {
            var box = FrameBox(count: unit.slotCount, closure: closure)
            defer { if !isKnownUniquelyReferenced(&box) { keep(box) } }
            try fill(box.slots)
            try run(unit, of: template, slots: box.slots, closure: closure, box: box, context, autoescape, prepare)
        } else {
            let count = unit.slotCount
            let slots = stack.take(count)
            for i in 0..<count { (slots + i).initialize(to: .absent) }
            defer {
                for i in 0..<count { (slots + i).deinitialize(count: 1) }
                stack.giveBack(slots)
            }
            try fill(slots)
            try run(unit, of: template, slots: slots, closure: closure, box: nil, context, autoescape, prepare)
        }
    }

    @inline(__always)
    private func run(
        _ unit: Unit, of template: Template, slots: UnsafeMutablePointer<Value>, closure: FrameBox?, box: FrameBox?,
        _ context: Context, _ autoescape: Bool, _ prepare: (FramePointer) throws -> Void
    ) throws {
        let program = template.program
        var frame = Frame(
            template: template, unit: unit, program: program, nodes: program.nodes, constants: program.constants,
            extra: program.extra, slots: slots, closure: closure, box: box, context: context, autoescape: autoescape)
        let outer = self.frame
        defer { self.frame = outer }
        do {
            try withUnsafeMutablePointer(to: &frame) { f in
                self.frame = f
                if !unit.resolves.isEmpty { try resolveNames(of: unit, slots, context) }
                try prepare(f)
                _ = try execute(unit.body.start, unit.body.count, f)
                if unit.kind == .root, let parent = f.pointee.parent {
                    try runRoot(parent, context)
                }
            }
        } catch {
            throw located(error, frame, isEntry: outer == nil)
        }
    }

    /// Looks up the names that the unit takes from the context.
    private func resolveNames(of unit: Unit, _ slots: UnsafeMutablePointer<Value>, _ context: Context) throws {
        for resolve in unit.resolves {
            if let value = try context.resolve(resolve.name, self) {
                slots[resolve.slot] = value
            } else {
                missing?.insert(resolve.name.string)
            }
        }
    }

    /// The error with its place, or, if it has one, with this place in its chain.
    private func located(_ error: any Error, _ frame: Frame, isEntry: Bool) -> any Error {
        var located: TemplateError
        switch error {
        case let failure as Failure:
            located = TemplateError(failure.kind, failure.message, suggestions: failure.suggestions)
            located.place = frame.template.place(frame.statement, detail: frame.expression)
            if located.suggestions.isEmpty { located.suggestions = suggestions(for: failure, frame) }
            return located
        case let known as TemplateError: located = known
        default:
            located = TemplateError(.custom, "\(error)")
            located.underlying = error
        }
        guard let place = frame.template.place(frame.statement, detail: frame.statement) else { return located }
        if located.place == nil {
            located.place = place
        } else if let relation = frame.template.relation(frame.statement) {
            located.chain.append((relation, place))
        }
        return located
    }

    /// The variables that resemble one that is missing.
    private func suggestions(for failure: Failure, _ frame: Frame) -> [String] {
        guard failure.kind == .undefined, failure.message.hasSuffix("' is undefined"), failure.message.hasPrefix("'")
        else { return [] }
        let name = String(failure.message.dropFirst().dropLast("' is undefined".count))
        return Suggestion.names(like: name, among: Set(frame.context.allNames))
    }
}
