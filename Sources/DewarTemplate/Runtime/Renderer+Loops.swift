/// `for`, in all its forms.
extension Renderer {
    func loop(_ plan: LoopPlan, _ statement: Int32, _ f: FramePointer) throws {
        let iterable = try evaluate(plan.iterable, f)
        if plan.recursiveUnit >= 0, plan.iterableSlot < 0 {
            return try runRecursive(plan.recursiveUnit, iterable, depth: 0, f.pointee.box, f)
        }
        f.pointee.expression = plan.iterable
        var iterator = try iterator(over: iterable)
        if plan.test >= 0 { iterator = filtered(iterator, plan, f) }
        let completed =
            plan.loopSlot >= 0
            ? try runExtended(plan, iterator, isFiltered: plan.test >= 0, statement, f)
            : try runPlain(plan, iterator, statement, f)
        if !completed, plan.hasOtherwise { _ = try execute(plan.otherwise.start, plan.otherwise.count, f) }
    }

    /// The body for each item. Returns true if one pass at least came to the end of the body.
    private func runPlain(_ plan: LoopPlan, _ iterator: ValueIterator, _ statement: Int32, _ f: FramePointer) throws
        -> Bool
    {
        var completed = false
        while let item = try iterator.next() {
            f.pointee.statement = statement
            try countPass()
            try bind(item, plan.target, f)
            switch try execute(plan.body.start, plan.body.count, f) {
            case .normal: completed = true
            case .continueLoop: continue
            case .breakLoop: return completed
            }
            if sink != nil { try flush(atLeast: Renderer.chunk) }
        }
        return completed
    }

    /// Sets the variable of the loop.
    @inline(__always)
    private func bind(_ item: Value, _ target: Int32, _ f: FramePointer) throws {
        let node = f.pointee.nodes + Int(target)
        if node.pointee.operation == .storeSlot, node.pointee.b < 0 {
            f.pointee.slots[Int(node.pointee.a)] = item
        } else {
            try store(item, target, f)
        }
    }

    /// How much output is collected before it is sent, in bytes.
    static let chunk = 32 * 1024

    private func runExtended(
        _ plan: LoopPlan, _ iterator: ValueIterator, isFiltered: Bool, _ statement: Int32, _ f: FramePointer
    ) throws -> Bool {
        let loop = LoopObject(iterator)
        if plan.recursiveUnit >= 0 {
            loop.recursion = LoopObject.Recursion(
                unit: f.pointee.unit, template: f.pointee.template, closure: f.pointee.closure,
                context: f.pointee.context, autoescape: f.pointee.autoescape)
            loop.depth0 = recursionDepth
        }
        f.pointee.slots[Int(plan.loopSlot)] = .object(loop)
        var completed = false
        while try loop.advance() {
            f.pointee.statement = statement
            try countPass()
            try bind(loop.current, plan.target, f)
            switch try execute(plan.body.start, plan.body.count, f) {
            case .normal: completed = true
            case .continueLoop: continue
            case .breakLoop: return completed
            }
            if sink != nil { try flush(atLeast: Renderer.chunk) }
        }
        return completed
    }

    /// The items that pass the loop's own test.
    private func filtered(_ iterator: ValueIterator, _ plan: LoopPlan, _ f: FramePointer) -> ValueIterator {
        ClosureIterator { [unowned self] in
            while let item = try iterator.next() {
                try countPass()
                let outer = frame
                frame = f
                defer { frame = outer }
                _ = try execute(plan.testEntry.start, plan.testEntry.count, f)
                try store(item, plan.testTarget, f)
                if try test(plan.test, f) { return item }
            }
            return nil
        }
    }

    // MARK: Recursion

    func runRecursive(_ unit: Int32, _ iterable: Value, depth: Int, _ closure: FrameBox?, _ f: FramePointer) throws {
        try runRecursive(
            f.pointee.program.units[Int(unit)], of: f.pointee.template, iterable, depth: depth, closure: closure,
            context: f.pointee.context, autoescape: f.pointee.autoescape)
    }

    func runRecursive(
        _ unit: Unit, of template: Template, _ iterable: Value, depth: Int, closure: FrameBox?, context: Context,
        autoescape: Bool
    ) throws {
        let outerDepth = recursionDepth
        recursionDepth = depth
        defer { recursionDepth = outerDepth }
        try run(unit, of: template, closure: closure, context: context, autoescape: autoescape) { f in
            f.pointee.slots[0] = iterable
        }
    }
}
