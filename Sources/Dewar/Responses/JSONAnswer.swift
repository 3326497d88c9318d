internal import DewarHTTP

/// How an Encodable value that a view returns is answered: as JSON, and as 404 where it is nil.
struct JSONAnswer<Value: Encodable>: Sendable {
    /// Found out once, when the view is registered.
    private let canBeNil = Value.self is any Nothing.Type

    func response(_ value: Value) throws -> Response {
        if canBeNil, (value as? any Nothing)?.isNothing == true { throw HTTPError(404) }
        return try Response.json(value)
    }
}

/// What can hold nothing, told apart without knowing what it could hold.
private protocol Nothing {
    var isNothing: Bool { get }
}

extension Optional: Nothing {
    fileprivate var isNothing: Bool { self == nil }
}
