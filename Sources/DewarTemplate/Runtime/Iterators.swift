/// Goes through a list by index, so that items that are added on the way are met, as in Python.
final class ListIterator: ValueIterator {
    private let list: List
    private var index = 0

    init(_ list: List) { self.list = list }

    override func next() throws -> Value? {
        guard index < list.count else { return nil }
        index += 1
        return list.items[index - 1]
    }

    override var remaining: Int? { list.count - index }
    override var typeName: String { "list_iterator" }
}

/// Goes through the code points of a text. Those of safe text are not safe, as in Python: only `text[0]` is.
final class TextIterator: ValueIterator {
    private let text: Text
    private var offset = 0

    init(_ text: Text) { self.text = text }

    override func next() throws -> Value? {
        guard offset < text.count else { return nil }
        let end = min(offset + Text.width(text.start[offset]), text.count)
        let character = text.slice(offset, end)
        offset = end
        return .text(character)
    }

    override var typeName: String { "str_ascii_iterator" }
}

/// Gives what a closure gives.
final class ClosureIterator: ValueIterator {
    private var step: Step?
    private var isDone = false

    /// The closure apart, so that a long chain of lazy filters is freed step by step (see `Composite`).
    private final class Step: Object {
        let body: () throws -> Value?

        init(_ body: @escaping () throws -> Value?) { self.body = body }
    }

    init(_ step: @escaping () throws -> Value?) { self.step = Step(step) }

    deinit {
        var last: [Value] = step.take().map { [.object($0)] } ?? []
        Composite.release(&last)
    }

    override func next() throws -> Value? {
        if isDone { return nil }
        // A filter over a filter over a filter asks down to the first.
        try StackGuard.check()
        if let value = try step?.body() { return value }
        isDone = true
        return nil
    }
}
