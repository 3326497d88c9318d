/// An HTTP status thrown as an error; it becomes the default error page unless a handler takes it (Werkzeug: HTTPException).
///
/// ```swift
/// throw HTTPError(404, "no such book")
/// app.onError(404) { request, error in render("missing.html", ["why": error.description]) }
/// ```
public struct HTTPError: Error, Sendable, CustomStringConvertible {
    /// The status that is answered.
    public var status: Status
    /// What the page says below the status: the given words or the usual ones of this status.
    public var description: String
    /// Further header fields of the default page, such as `Retry-After`.
    public var headers: Headers
    /// The error that a view threw and nobody handled; set on the 500 that stands for it.
    public var original: (any Error)?
    /// A finished answer to send instead of a page.
    package var response: Response?

    /// An error with this status, and words for its page if the usual ones do not say enough.
    public init(_ status: Status, _ description: String? = nil, headers: Headers = [:]) {
        self.status = status
        self.description = description ?? HTTPError.descriptions[status.code] ?? ""
        self.headers = headers
    }

    /// The numeric status.
    public var code: Int { status.code }

    /// The status's name: `Not Found`.
    public var name: String { status.reason }
}
