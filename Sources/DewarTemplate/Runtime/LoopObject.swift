/// The variable `loop` (Jinja2: `LoopContext`).
final class LoopObject: Object {
    struct Recursion {
        let unit: Unit
        let template: Template
        let closure: FrameBox?
        let context: Context
        let autoescape: Bool
    }

    @exclusivity(unchecked) private var iterator: ValueIterator
    @exclusivity(unchecked) private(set) var index0 = -1
    @exclusivity(unchecked) private(set) var current: Value = .absent
    @exclusivity(unchecked) private var before: Value = .absent
    /// The next item, if it was asked for before its turn.
    @exclusivity(unchecked) private var after: Value = .absent
    @exclusivity(unchecked) private var knownLength: Int?
    @exclusivity(unchecked) private var lastChanged: [Value]?
    @exclusivity(unchecked) var depth0 = 0
    @exclusivity(unchecked) var recursion: Recursion?

    init(_ iterator: ValueIterator) { self.iterator = iterator }

    /// The loop in a slot, without counting a reference; nil if the slot holds something else.
    @inline(__always)
    static func find(_ slot: UnsafePointer<Value>) -> Unmanaged<LoopObject>? {
        slot.view.object(LoopObject.self)
    }

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

    /// What can be asked of a loop, by the name that templates use.
    enum Part: String {
        case index, index0, first, last, length, revindex, revindex0, depth, depth0, previtem, nextitem

        static let all: [Part] = [
            .index, .index0, .first, .last, .length, .revindex, .revindex0, .depth, .depth0, .previtem, .nextitem,
        ]
    }

    func value(of part: Part, _ renderer: Renderer) throws -> Value {
        switch part {
        case .index: .int(index0 + 1)
        case .index0: .int(index0)
        case .first: .bool(index0 == 0)
        case .last: .bool(try peek().isAbsent)
        case .length: .int(try countAll())
        case .revindex: .int(try countAll() - index0)
        case .revindex0: .int(try countAll() - index0 - 1)
        case .depth: .int(depth0 + 1)
        case .depth0: .int(depth0)
        case .previtem: index0 == 0 ? renderer.undefined(.hint("there is no previous item")) : before
        case .nextitem: try next(renderer)
        }
    }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        if let part = Part(rawValue: name.string) { return try value(of: part, renderer) }
        switch name.string {
        case "cycle": return .object(Function(LoopObject.cycle, receiver: .object(self)))
        case "changed": return .object(Function(LoopObject.changed, receiver: .object(self)))
        default: return nil
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
            throw Failure.tooManyArguments("loop", takes: 1, given: arguments.count)
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
