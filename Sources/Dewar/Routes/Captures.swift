internal import DewarHTTP

/// A matched rule's arguments, taken one by one in the rule's order.
package struct Captures: Sendable {
    private let values: [PathValue]
    private var next = 0

    package init(_ values: [PathValue]) { self.values = values }

    /// The next argument as the view wants it; 404 if its type refuses the value.
    mutating func take<P: PathConvertible>(_ type: P.Type) throws -> P {
        defer { next += 1 }
        guard let value = P(pathValue: values[next]) else { throw HTTPError(404) }
        return value
    }
}
