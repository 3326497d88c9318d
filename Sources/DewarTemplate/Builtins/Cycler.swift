/// What `cycler('odd', 'even')` gives: its values in turn.
final class Cycler: Object {
    private let items: [Value]
    private var place = 0

    init(_ items: [Value]) { self.items = items }

    override var typeName: String { "Cycler" }

    private static let next = Builtin("next", "The current value; then the next one is current.") { call in
        guard case .object(let object as Cycler) = call.input else { return .none }
        defer { object.place = (object.place + 1) % object.items.count }
        return object.items[object.place]
    }

    private static let reset = Builtin("reset", "Makes the first value current.") { call in
        if case .object(let object as Cycler) = call.input { object.place = 0 }
        return .none
    }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        switch name.string {
        case "next": .object(Function(Cycler.next, receiver: .object(self)))
        case "reset": .object(Function(Cycler.reset, receiver: .object(self)))
        case "current": items[place]
        case "pos": .int(place)
        case "items": .tuple(items)
        default: nil
        }
    }
}

/// What `joiner(', ')` gives: nothing at the first call, the separator at all others.
final class Joiner: Object {
    private let separator: Value
    private var isUsed = false

    init(_ separator: Value) { self.separator = separator }

    override var typeName: String { "Joiner" }
    override var isCallable: Bool { true }

    override func call(_ arguments: CallArguments, _ renderer: Renderer) throws -> Value {
        if arguments.count > 0 || !arguments.keywords.isEmpty {
            throw Failure.type("Joiner.__call__() takes no arguments")
        }
        defer { isUsed = true }
        return isUsed ? separator : .text(.empty)
    }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        switch name.string {
        case "sep": separator
        case "used": .bool(isUsed)
        default: nil
        }
    }
}
