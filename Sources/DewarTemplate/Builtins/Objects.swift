/// A function or a method together with its receiver, as a value.
final class Function: Object {
    let builtin: Builtin
    let receiver: Value

    init(_ builtin: Builtin, receiver: Value = .none) {
        self.builtin = builtin
        self.receiver = receiver
    }

    override var typeName: String { "function" }
    override var isCallable: Bool { true }

    override func call(_ arguments: CallArguments, _ renderer: Renderer) throws -> Value {
        try builtin.call(receiver, arguments, autoescape: renderer.autoescape, renderer)
    }

    override func equals(_ other: Object, _ renderer: Renderer) throws -> Bool {
        guard let other = other as? Function, builtin.name == other.builtin.name else { return false }
        return try Equality.equal(receiver, other.receiver, renderer)
    }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        if receiver.isNone, let name = Globals.classNames[builtin.name] { return output.append("<class '\(name)'>") }
        output.append("<function \(builtin.name)>")
    }
}

/// What `range()` gives: integers that are computed, not stored.
final class RangeObject: Object {
    let start: Int
    let step: Int
    let count: Int
    let stop: Int

    init(_ start: Int, _ stop: Int, _ step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        let distance = step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        let span = distance.overflow ? Int.max : max(distance.partialValue, 0)
        count = span == 0 ? 0 : Int((span - 1).magnitude / step.magnitude) + 1
    }

    override var typeName: String { "range" }
    override var length: Int? { count }

    func value(at index: Int) -> Int { start + index * step }

    override func item(_ key: Value, _ renderer: Renderer) throws -> Value? {
        guard let index = key.asInt else { return nil }
        let place = index < 0 ? index + count : index
        return place >= 0 && place < count ? .int(value(at: place)) : nil
    }

    override func contains(_ element: Value, _ renderer: Renderer) throws -> Bool? {
        guard case .equal = Equality.compareNumbers(element, element) else { return nil }
        let number = element.asInt ?? element.asDouble.flatMap { Int(exactly: $0) }
        guard let number, count > 0 else { return false }
        let last = value(at: count - 1)
        let inside = step > 0 ? number >= start && number <= last : number <= start && number >= last
        return inside && (number - start) % step == 0
    }

    override func makeIterator(_ renderer: Renderer) throws -> ValueIterator? { RangeIterator(self) }

    override func equals(_ other: Object, _ renderer: Renderer) throws -> Bool {
        guard let other = other as? RangeObject, count == other.count else { return false }
        return count == 0 || start == other.start && (count == 1 || step == other.step)
    }

    override var hash: Int { count &* 31 &+ (count > 0 ? start : 0) }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append(step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))")
    }
}

final class RangeIterator: ValueIterator {
    private let range: RangeObject
    private var index = 0

    init(_ range: RangeObject) { self.range = range }

    override func next() throws -> Value? {
        guard index < range.count else { return nil }
        index += 1
        return .int(range.value(at: index - 1))
    }

    override var remaining: Int? { range.count - index }
}

/// What `namespace()` gives: attributes that `{% set ns.name = … %}` changes.
final class Namespace: Object {
    let attributes: Dict

    init(_ attributes: Dict) { self.attributes = attributes }

    override var typeName: String { "Namespace" }
    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? { attributes[name] }
    override var attributeNames: [String] { attributes.keys.compactMap { $0.asText?.string } }
    override func item(_ key: Value, _ renderer: Renderer) throws -> Value? { try attributes.value(key) }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("<Namespace " as StaticString)
        try Repr.write(.dict(attributes), to: output, renderer)
        output.append(">" as StaticString)
    }
}

/// What `keys()`, `values()` and `items()` of a dictionary give.
final class DictView: Object {
    enum Part: String {
        case keys = "dict_keys"
        case values = "dict_values"
        case items = "dict_items"
    }

    let dict: Dict
    let part: Part

    init(_ dict: Dict, _ part: Part) {
        self.dict = dict
        self.part = part
    }

    override var typeName: String { part.rawValue }
    override var length: Int? { dict.count }
    override var isSequence: Bool { false }

    override func makeIterator(_ renderer: Renderer) throws -> ValueIterator? { DictIterator(dict, part) }

    override func contains(_ element: Value, _ renderer: Renderer) throws -> Bool? {
        part == .keys ? try dict.value(element) != nil : nil
    }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("\(part.rawValue)(")
        let items =
            switch part {
            case .keys: dict.keys
            case .values: dict.values
            case .items: dict.items
            }
        try Repr.write(.list(items), to: output, renderer)
        output.append(")" as StaticString)
    }
}

/// Goes through a dictionary and notices when it changes its size.
final class DictIterator: ValueIterator {
    private let dict: Dict
    private let part: DictView.Part
    private let count: Int
    private var index = 0

    init(_ dict: Dict, _ part: DictView.Part) {
        self.dict = dict
        self.part = part
        count = dict.count
    }

    override func next() throws -> Value? {
        guard dict.count == count else {
            throw Failure(.runtimePython, "dictionary changed size during iteration")
        }
        guard index < count else { return nil }
        let entry = dict.entries[index]
        index += 1
        switch part {
        case .keys: return entry.key
        case .values: return entry.value
        case .items: return .tuple([entry.key, entry.value])
        }
    }

    override var remaining: Int? { count - index }
}
