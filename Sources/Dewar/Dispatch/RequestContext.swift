public import DewarHTTP

/// A name and a type for a value that is kept as long as a request is (Flask: an attribute of g).
///
/// ```swift
/// let currentUser = ContextKey<User>("user")
/// app.before { request in request.context[currentUser] = load(request) }
/// app.get("/me") { request in request.context[currentUser] }
/// ```
/// Templates see Encodable values as `g.user`.
public struct ContextKey<Value: Sendable>: Sendable {
    /// The name; two keys of one name share the value.
    public let name: String

    /// A key of this name and type.
    public init(_ name: String) { self.name = name }
}

/// The values that hooks, views and handlers of one request pass on to each other (Flask: g).
public struct RequestContext: Sendable {
    let exchange: Exchange

    /// The value of the key; nil before it is set, and where a key of the same name has another type.
    public subscript<Value: Sendable>(key: ContextKey<Value>) -> Value? {
        get { exchange.withLock { $0.values[key.name] as? Value } }
        nonmutating set { exchange.withLock { $0.values[key.name] = newValue } }
    }

    /// The value of the key, `initial` if it is not set; changing it in place sets it.
    public subscript<Value: Sendable>(key: ContextKey<Value>, default initial: @autoclosure () -> Value) -> Value {
        get { self[key] ?? initial() }
        nonmutating set { self[key] = newValue }
    }
}

extension Request {
    /// Values that live as long as this request (Flask: g).
    public var context: RequestContext { RequestContext(exchange: exchange) }

    /// Changes the answer of this request alone; runs before all other after-functions (Flask: after_this_request).
    ///
    /// ```swift
    /// request.after { response in response.headers["X-Late"] = "yes" }
    /// ```
    public func after(_ hook: @escaping @Sendable (inout Response) throws -> Void) {
        exchange.withLock { $0.after.append(.plain { _, response in try hook(&response) }) }
    }
}
