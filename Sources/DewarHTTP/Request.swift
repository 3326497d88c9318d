// Sendable: nothing of it changes while a view has it; a loop fills it again only while it is the only owner.
// `state` is set by the framework before a view sees the request.
/// A request as it came over the wire. The framework's own words on it (`session`, `urlFor`, `context`) are
/// extensions in `Dewar`.
public final class Request: @unchecked Sendable {
    // The attribute does not reach other modules: they go through the computed properties below.
    @exclusivity(unchecked) private var ownMethod: Method
    @exclusivity(unchecked) private var ownBody: RequestBody
    @exclusivity(unchecked) private var ownHead: RequestHead
    @exclusivity(unchecked) private var ownState: AnyObject?
    /// The minor version of HTTP/1: 1, or 0.
    @exclusivity(unchecked) package private(set) var minorVersion: Int
    /// The peer's address in numbers, `127.0.0.1`; empty for a Unix socket and in memory.
    @exclusivity(unchecked) package private(set) var peer: String
    @exclusivity(unchecked) private var ownIdentifier: UInt64 = 0
    /// What its words (`args`, `cookies`, `form`) have found out so far.
    package let facts = GuardedFacts()
    private let givenHeaders: Headers?

    /// A request made in memory.
    package init(
        method: Method, target: String, headers: Headers = Headers(), body: RequestBody = RequestBody(),
        minorVersion: Int = 1, peer: String = ""
    ) {
        ownMethod = method
        ownBody = body
        self.minorVersion = minorVersion
        self.peer = peer
        ownHead = RequestHead(capacity: max(target.utf8.count, 1))
        ownHead.fill(target: target)
        givenHeaders = headers
    }

    /// A request to be filled from the wire.
    package init() {
        ownMethod = .get
        ownBody = RequestBody()
        minorVersion = 1
        peer = ""
        ownHead = RequestHead()
        givenHeaders = nil
    }

    /// The method as sent. Methods are case-sensitive.
    public var method: Method { ownMethod }

    /// The body, read piece by piece; no more of it than `limits.maximumBodyBytes`, if that is set.
    ///
    /// ```swift
    /// for try await piece in request.body { print(piece.count) }
    /// ```
    public var body: RequestBody { ownBody.source == nil ? ownBody : ownBody.limited(to: limits.maximumBodyBytes) }

    /// A number of its own among the requests of this process, as the access log shows it; 0 in memory.
    package var identifier: UInt64 { ownIdentifier }

    /// The request's own number in hexadecimal, as the access log and the error log show it, for log lines of your own;
    /// `0` in memory.
    public var id: String { String(identifier, radix: 16) }

    package var isHead: Bool { ownHead.isHead }

    /// Request line and fields in bytes.
    package var head: RequestHead { ownHead }

    /// The path's bytes, still percent-encoded; valid while the request lives and is not filled again.
    package var pathBytes: UnsafeBufferPointer<UInt8> { ownHead.path }

    /// The method's bytes and the target's as they were sent, valid as long.
    package var methodBytes: UnsafeBufferPointer<UInt8> { ownHead.methodBytes }
    package var targetBytes: UnsafeBufferPointer<UInt8> { ownHead.targetBytes }

    /// What the framework knows of it from the start.
    package var state: AnyObject? { ownState }

    /// Sets `state`, before anybody else has the request. Until then it is that of the request before, so that for one like
    /// that no owners are counted.
    package func take(_ state: AnyObject) {
        if ownState !== state { ownState = state }
    }

    /// The request target as sent: path and query, still percent-encoded, without scheme and host.
    public var target: String { head.target }

    /// The header fields as sent.
    public var headers: Headers { givenHeaders ?? Headers(sent: head) }

    /// Makes it the next request of a connection. Only for the loop, and while nobody else has it.
    package func fill(
        _ start: UnsafePointer<UInt8>, _ layout: HeadLayout, body: RequestBody, peer: String, identifier: UInt64
    ) {
        if !isKnownUniquelyReferenced(&ownHead) { ownHead = RequestHead(capacity: Int(layout.end)) }
        // Nobody changes `ownHead` meanwhile, so that its owners need not be counted.
        Unmanaged.passUnretained(ownHead)._withUnsafeGuaranteedRef { head in
            head.fill(start, layout)
            ownMethod = head.method
        }
        minorVersion = layout.flags.contains(.http10) ? 0 : 1
        ownBody = body
        self.peer = peer
        ownIdentifier = identifier
        facts.forget()
    }

    /// Lets go of what it has kept for the request that is over. Only for the loop, and while nobody else has it.
    package func clear() {
        ownBody = RequestBody()
        ownState = nil
        facts.forget()
    }
}
