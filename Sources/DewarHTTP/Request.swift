package import Synchronization

/// A request as it came over the wire. The framework's own words on it (`session`, `urlFor`, `context`) are
/// extensions in `Dewar`.
// Sendable: nothing of it changes while a view has it; a loop fills it again only while it is the only owner.
// `state` belongs to the framework, which guards it.
public final class Request: @unchecked Sendable {
    /// The method as sent. Methods are case-sensitive.
    @exclusivity(unchecked) public private(set) var method: Method
    /// The body, read piece by piece or whole.
    @exclusivity(unchecked) public private(set) var body: RequestBody
    /// The minor version of HTTP/1: 1, or 0.
    @exclusivity(unchecked) package private(set) var minorVersion: Int
    /// The peer's address in numbers, `127.0.0.1`; empty for a Unix socket and in memory.
    @exclusivity(unchecked) package private(set) var peer: String
    /// A number of its own among the requests of this process, as the access log shows it; 0 in memory.
    @exclusivity(unchecked) package private(set) var identifier: UInt64 = 0
    /// What its words (`args`, `cookies`, `form`) have found out so far.
    package let facts = Mutex(RequestFacts())
    /// What the framework keeps for this request.
    @exclusivity(unchecked) package var state: AnyObject?
    /// Request line and fields in bytes.
    @exclusivity(unchecked) package private(set) var head: RequestHead
    private let givenHeaders: Headers?

    /// A request made in memory.
    package init(
        method: Method, target: String, headers: Headers = Headers(), body: RequestBody = RequestBody(),
        minorVersion: Int = 1, peer: String = ""
    ) {
        self.method = method
        self.body = body
        self.minorVersion = minorVersion
        self.peer = peer
        head = RequestHead(capacity: max(target.utf8.count, 1))
        head.fill(target: target)
        givenHeaders = headers
    }

    /// A request to be filled from the wire.
    package init() {
        method = .get
        body = RequestBody()
        minorVersion = 1
        peer = ""
        head = RequestHead()
        givenHeaders = nil
    }

    /// The request target as sent: path and query, still percent-encoded, without scheme and host.
    public var target: String { head.target }

    /// The header fields as sent.
    public var headers: Headers { givenHeaders ?? Headers(sent: head) }

    /// Makes it the next request of a connection. Only for the loop, and while nobody else has it.
    package func fill(
        _ start: UnsafePointer<UInt8>, _ layout: HeadLayout, body: RequestBody, peer: String, identifier: UInt64
    ) {
        if !isKnownUniquelyReferenced(&head) { head = RequestHead(capacity: Int(layout.end)) }
        head.fill(start, layout)
        method = head.method
        minorVersion = layout.flags.contains(.http10) ? 0 : 1
        self.body = body
        self.peer = peer
        self.identifier = identifier
        state = nil
        facts.withLock { $0 = RequestFacts() }
    }
}
