/// What is wrong with the value that a filter, test or method is applied to, in Python's words.
extension Call {
    /// The error of an input that has not the method a filter needs of it.
    func inputLacks(_ method: String) -> any Error {
        if case .undefined(let undefined) = input { return undefined.failure }
        return Failure(.attribute, "'\(input.typeName)' object has no attribute '\(method)'")
    }

    /// The error of an input of the wrong type.
    func inputMistyped(_ expected: String) -> any Error {
        if case .undefined(let undefined) = input { return undefined.failure }
        return Failure.type("\(builtin.name) needs \(expected), not \(input.typeName)")
    }

    /// The items of the input reversed; a TypeError if they have no order to reverse.
    func reversedItems() throws -> [Value] {
        if case .object(let object) = input, object is ValueIterator {
            throw Failure.type("'\(object.typeName)' object is not reversible")
        }
        guard renderer.isIterable(input) else {
            if case .undefined(let undefined) = input { throw undefined.failure }
            throw Failure.type("'\(input.typeName)' object is not reversible")
        }
        return try inputItems.reversed()
    }
}
