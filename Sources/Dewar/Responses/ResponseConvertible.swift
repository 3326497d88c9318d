public import DewarHTTP

/// What a view may return: the one door from a view's value to a response (Flask: make_response).
///
/// Text is HTML, bytes are `application/octet-stream`, a status is an empty answer, arrays and dictionaries of Encodable
/// values are JSON, nil is 404. Any other Encodable value is JSON too, without conforming to this protocol.
///
/// ```swift
/// struct Page: ResponseConvertible {
///     var title: String
///     func response(for request: Request) throws -> Response { Response("<h1>\(title)</h1>") }
/// }
/// ```
public protocol ResponseConvertible {
    /// The answer that this value stands for.
    func response(for request: Request) throws -> Response
}

extension Response: ResponseConvertible {
    public func response(for request: Request) throws -> Response { self }
}

extension String: ResponseConvertible {
    public func response(for request: Request) throws -> Response { Response(self) }
}

extension Substring: ResponseConvertible {
    public func response(for request: Request) throws -> Response { Response(String(self)) }
}

extension Status: ResponseConvertible {
    /// An empty answer with this status.
    public func response(for request: Request) throws -> Response { Response(status: self) }
}

extension Optional: ResponseConvertible where Wrapped: ResponseConvertible {
    /// What is inside, or 404 for nil.
    public func response(for request: Request) throws -> Response {
        guard let self else { throw HTTPError(404) }
        return try self.response(for: request)
    }
}

extension Dictionary: ResponseConvertible where Key == String, Value: Encodable {
    public func response(for request: Request) throws -> Response { try Response.json(self) }
}

extension Array: ResponseConvertible where Element: Encodable {
    /// JSON; an array of bytes is those bytes.
    public func response(for request: Request) throws -> Response {
        if Element.self == UInt8.self, let bytes = self as? [UInt8] {
            return Response(headers: ["Content-Type": "application/octet-stream"], body: .bytes(bytes))
        }
        return try Response.json(self)
    }
}
