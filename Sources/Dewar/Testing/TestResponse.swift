public import DewarHTTP

/// An answer as a test sees it: whole.
public struct TestResponse: Sendable {
    /// The status.
    public let status: Status
    /// The header fields.
    public let headers: Headers
    /// The body's bytes; none for HEAD, 204 and 304.
    public let body: [UInt8]
    /// The redirects that were followed to come here.
    public let history: [TestResponse]

    init(_ status: Status, _ headers: Headers, _ body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
        history = []
    }

    init(_ response: TestResponse, history: [TestResponse]) {
        status = response.status
        headers = response.headers
        body = response.body
        self.history = history
    }

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The media type without parameters: `text/html`.
    public var mimetype: String { MediaType(headers["Content-Type"] ?? "").essence }

    /// Where a redirect leads.
    public var location: String? { headers["Location"] }

    /// The JSON in the body as a value of the type.
    public func json<Value: Decodable>(as type: Value.Type) throws -> Value { try JSON.decode(type, from: body) }

    /// The JSON in the body, whatever its shape.
    public func json() throws -> JSONValue { try JSON.value(from: body) }
}
