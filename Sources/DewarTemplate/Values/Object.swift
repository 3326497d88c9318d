/// A value with behaviour of its own: ranges, iterators, macros, loops, namespaces, modules, functions, an app's types.
///
/// Every method has the answer of a thing that cannot do it; a subclass overrides what it can.
class Object {
    /// Python's name of the type, as error messages and `repr` spell it.
    var typeName: String { "object" }

    /// `value.name`; nil if there is no such attribute.
    func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? { nil }

    /// The attributes that are known before they are asked for, for "did you mean".
    var attributeNames: [String] { [] }

    /// `value[key]`; nil if there is no such item.
    func item(_ key: Value, _ renderer: Renderer) throws -> Value? { nil }

    /// `value(arguments)`.
    func call(_ arguments: CallArguments, _ renderer: Renderer) throws -> Value {
        throw Failure.type("'\(typeName)' object is not callable")
    }

    var isCallable: Bool { false }

    /// An iterator over the items; nil if the value has none.
    func makeIterator(_ renderer: Renderer) throws -> ValueIterator? { nil }

    /// The number of items; nil if it has no length.
    var length: Int? { nil }

    /// True if the items can be had by index (Jinja: the test `sequence`).
    var isSequence: Bool { length != nil }

    var isMapping: Bool { false }

    var isTrue: Bool { length.map { $0 > 0 } ?? true }

    /// True or false if the value knows what it holds; nil sends `in` through the iterator.
    func contains(_ element: Value, _ renderer: Renderer) throws -> Bool? { nil }

    /// Writes what `str(value)` gives.
    func write(to output: OutputBuffer, _ renderer: Renderer) throws {
        try writeRepr(to: output, renderer)
    }

    /// Writes what `repr(value)` gives.
    func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("<\(typeName)>")
    }

    /// True if printing it needs no escaping (Python: `__html__`).
    var isSafe: Bool { false }

    func equals(_ other: Object, _ renderer: Renderer) throws -> Bool { self === other }

    var hash: Int { ObjectIdentifier(self).hashValue }
}

/// Gives values one after the other. Being an object, it can stand in a template as Python's iterators do: once used, it
/// is empty; it is always true and has no length.
class ValueIterator: Object {
    /// The next value, nil at the end.
    func next() throws -> Value? { nil }

    /// How many values are still to come, if that is known without taking them.
    var remaining: Int? { nil }

    override var typeName: String { "generator" }
    override func makeIterator(_ renderer: Renderer) throws -> ValueIterator? { self }
    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append("<generator object>")
    }
}
