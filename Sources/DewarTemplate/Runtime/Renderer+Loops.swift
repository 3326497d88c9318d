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
            try store(item, plan.target, f)
            switch try execute(plan.body.start, plan.body.count, f) {
            case .normal: completed = true
            case .continueLoop: continue
            case .breakLoop: return completed
            }
            if sink != nil { try flush(atLeast: Renderer.chunk) }
        }
        return completed
    }

    /// How much output is collected before it is sent, in bytes.
    static let chunk = 16 * 1024

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
        var completed = false
        while try loop.advance() {
            f.pointee.statement = statement
            try countPass()
            f.pointee.slots[Int(plan.loopSlot)] = .object(loop)
            try store(loop.current, plan.target, f)
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

/// The variable `loop` (Jinja2: `LoopContext`).
final class LoopObject: Object {
    struct Recursion {
        let unit: Unit
        let template: Template
        let closure: FrameBox?
        let context: Context
        let autoescape: Bool
    }

    private var iterator: ValueIterator
    @exclusivity(unchecked) private(set) var index0 = -1
    @exclusivity(unchecked) private(set) var current: Value = .absent
    @exclusivity(unchecked) private var before: Value = .absent
    /// The next item, if it was asked for before its turn.
    @exclusivity(unchecked) private var after: Value = .absent
    private var knownLength: Int?
    private var lastChanged: [Value]?
    var depth0 = 0
    var recursion: Recursion?

    init(_ iterator: ValueIterator) { self.iterator = iterator }

    /// Goes to the next item; false at the end.
    @inline(__always)
    func advance() throws -> Bool {
        if after.isAbsent {
            guard let item = try iterator.next() else { return false }
            before = current
            current = item
        } else {
            before = current
            current = after
            after = .absent
        }
        index0 += 1
        return true
    }

    private func peek() throws -> Value {
        if after.isAbsent, let next = try iterator.next() { after = next }
        return after
    }

    private func countAll() throws -> Int {
        if let knownLength { return knownLength }
        let taken = index0 + 1 + (after.isAbsent ? 0 : 1)
        if let remaining = iterator.remaining {
            knownLength = taken + remaining
        } else {
            var rest: [Value] = []
            while let item = try iterator.next() { rest.append(item) }
            iterator = ListIterator(List(rest))
            knownLength = taken + rest.count
        }
        return knownLength!
    }

    override var typeName: String { "LoopContext" }
    override var length: Int? { try? countAll() }
    override var isSequence: Bool { false }
    override var isCallable: Bool { true }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        switch name.string {
        case "index": .int(index0 + 1)
        case "index0": .int(index0)
        case "first": .bool(index0 == 0)
        case "last": .bool(try peek().isAbsent)
        case "length": .int(try countAll())
        case "revindex": .int(try countAll() - index0)
        case "revindex0": .int(try countAll() - index0 - 1)
        case "depth": .int(depth0 + 1)
        case "depth0": .int(depth0)
        case "previtem": index0 == 0 ? renderer.undefined(.hint("there is no previous item")) : before
        case "nextitem": try next(renderer)
        case "cycle": .object(Function(LoopObject.cycle, receiver: .object(self)))
        case "changed": .object(Function(LoopObject.changed, receiver: .object(self)))
        default: nil
        }
    }

    private func next(_ renderer: Renderer) throws -> Value {
        let next = try peek()
        return next.isAbsent ? renderer.undefined(.hint("there is no next item")) : next
    }

    private static let cycle = Builtin("cycle", "(*values)", "One value after the other, pass by pass.") { call in
        guard case .object(let object) = call.input, let loop = object as? LoopObject else { return .none }
        guard !call.varargs.isEmpty else { throw Failure.type("no items for cycling given") }
        return call.varargs[loop.index0 % call.varargs.count]
    }

    private static let changed = Builtin(
        "changed", "(*values)", "True if the values differ from those of the last call."
    ) {
        call in
        guard case .object(let object) = call.input, let loop = object as? LoopObject else { return .none }
        if let last = loop.lastChanged,
            try Equality.equal(.tuple(last), .tuple(call.varargs), call.renderer)
        {
            return .bool(false)
        }
        loop.lastChanged = call.varargs
        return .bool(true)
    }

    /// `loop(items)`: the body once more, for the items within.
    override func call(_ arguments: CallArguments, _ renderer: Renderer) throws -> Value {
        guard let recursion else {
            throw Failure.type("The loop must have the 'recursive' marker to be called recursively.")
        }
        guard arguments.count == 1, arguments.keywords.isEmpty else {
            throw Failure.type("loop() takes 1 argument but \(arguments.count) were given")
        }
        let text = try renderer.capture {
            try renderer.runRecursive(
                recursion.unit, of: recursion.template, arguments[0], depth: depth0 + 1, closure: recursion.closure,
                context: recursion.context, autoescape: recursion.autoescape)
        }
        return recursion.autoescape ? .markup(text) : .text(text)
    }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("<LoopContext \(index0 + 1)/\(try countAll())>")
    }
}
