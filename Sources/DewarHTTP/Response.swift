/// An answer: status, header fields and body.
///
/// ```swift
/// Response("made", status: 201, headers: ["Location": "/users/7"])
/// ```
public struct Response: Sendable {
    /// The status.
    public var status: Status
    /// The header fields.
    public var headers: Headers
    /// What is sent after them.
    public var body: ResponseBody
    /// Why the answer could not be made; the framework then treats it as thrown by the view.
    package var failure: (any Error)?

    /// An answer with any body; Content-Type is up to the caller.
    public init(status: Status = 200, headers: Headers = Headers(), body: ResponseBody) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A text; HTML unless `headers` say otherwise (Flask: make_response).
    public init(_ text: String = "", status: Status = 200, headers: Headers = Headers()) {
        self.init(status: status, headers: headers, body: .string(text))
        self.headers.setContentTypeIfNone("text/html; charset=utf-8")
    }
}
