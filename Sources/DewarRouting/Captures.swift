/// The values of a match in the order of the view's arguments. The first four are kept inline, so that nothing is
/// allocated for numbers and short texts.
package struct Captures: Sendable {
    private var first: InlineArray<4, PathValue> = InlineArray(repeating: .null)
    private var rest: [PathValue] = []
    package private(set) var count = 0
    private var taken = 0

    package init() {}

    package mutating func append(_ value: PathValue) {
        if count < 4 { first[count] = value } else { rest.append(value) }
        count += 1
    }

    package subscript(index: Int) -> PathValue {
        get {
            precondition(index < count)
            return index < 4 ? first[index] : rest[index - 4]
        }
        set {
            precondition(index < count)
            if index < 4 { first[index] = newValue } else { rest[index - 4] = newValue }
        }
    }

    /// All values, in order.
    package var values: [PathValue] { (0..<count).map { self[$0] } }

    /// The next value, as the view takes it; throws if its type refuses it (the answer is 404).
    package mutating func next<Value: PathConvertible>(_ type: Value.Type) throws(RefusedPathValue) -> Value {
        guard taken < count else { throw RefusedPathValue() }
        defer { taken += 1 }
        guard let value = Value(pathValue: self[taken]) else { throw RefusedPathValue() }
        return value
    }
}

/// A value that a view's type does not take: nothing is found at this URL.
package struct RefusedPathValue: Error {}
