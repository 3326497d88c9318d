package import Synchronization

/// A request as it came over the wire. The framework's own words on it (`session`, `urlFor`, `context`) are
/// extensions in `Dewar`.
// Sendable: the head is never changed after init; `state` belongs to the framework, which guards it.
public final class Request: @unchecked Sendable {
    /// The method as sent. Methods are case-sensitive.
    public let method: Method
    /// The request target as sent: path and query, still percent-encoded, without scheme and host.
    public let target: String
    /// The header fields as sent.
    public let headers: Headers
    /// The body, read piece by piece or whole.
    public let body: RequestBody
    /// The minor version of HTTP/1: 1, or 0.
    package let minorVersion: Int
    /// The peer's address in numbers, `127.0.0.1`; empty for a Unix socket and in memory.
    package let peer: String
    /// What its words (`args`, `cookies`, `form`) have found out so far.
    package let facts = Mutex(RequestFacts())
    /// What the framework keeps for this request.
    package var state: AnyObject?

    package init(
        method: Method, target: String, headers: Headers = Headers(), body: RequestBody = RequestBody(),
        minorVersion: Int = 1, peer: String = ""
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.minorVersion = minorVersion
        self.peer = peer
    }
}
