public import DewarHTTP

/// What a `before` hook may return: a response, or an optional of whatever a view may return, where nil lets the request
/// go on.
///
/// ```swift
/// app.before { request in request.path == "/closed" ? "closed" : nil }
/// ```
public protocol HookAnswer {
    /// The answer in the view's place; nil for none.
    func answer(to request: Request) throws -> Response?
}

extension Response: HookAnswer {
    /// Itself.
    public func answer(to request: Request) throws -> Response? { self }
}

extension Optional: HookAnswer where Wrapped: ResponseConvertible {
    /// What is inside, as a view's value would be answered.
    public func answer(to request: Request) throws -> Response? { try self?.response(for: request) }
}
