import Synchronization

/// What has been found out about a request so far, and what is allowed to it. A view may hand its request on to other
/// threads, so the request keeps all of this behind a lock.
package struct RequestFacts: Sendable {
    package var limits = BodyLimits()
    package var trustedProxies: TrustedProxies?
    package var args: Values?
    package var cookies: Values?
    package var body = BodyState.unread
    /// What the framework keeps beside it, once it needs to.
    package var attachment: (any AnyObject & Sendable)?

    package init() {}
}

/// A request's facts behind a lock, which is not taken for a request that nobody asks anything.
package struct GuardedFacts: ~Copyable, Sendable {
    private let facts = Mutex(RequestFacts())
    private let wereAsked = Atomic(false)

    package init() {}

    package borrowing func withLock<R: Sendable>(_ body: (inout RequestFacts) throws -> R) rethrows -> R {
        wereAsked.store(true, ordering: .releasing)
        return try facts.withLock { try body(&$0) }
    }

    /// What the framework keeps, if it keeps anything.
    package var attachment: (any AnyObject & Sendable)? {
        wereAsked.load(ordering: .acquiring) ? facts.withLock { $0.attachment } : nil
    }

    /// Begins anew, for the next request. Only while nobody else has the request.
    package borrowing func forget() {
        guard wereAsked.load(ordering: .relaxed) else { return }
        facts.withLock { $0 = RequestFacts() }
        wereAsked.store(false, ordering: .relaxed)
    }
}

/// How far the body has been read.
package enum BodyState: Sendable {
    case unread
    /// Somebody is reading it.
    case beingRead
    case data([UInt8])
    /// A form was made of it; `form` belongs to the framework.
    case form(any Sendable)
    /// Reading failed; each further attempt fails likewise.
    case failed(any Error)
}

/// How much of a body a request may bring. Each is checked while the body is read, before any of it is kept too long.
public struct BodyLimits: Sendable, Hashable {
    /// What `data()`, `text()` and `json()` keep in memory where `maximumBodyBytes` is nil: 16 MiB.
    package static let maximumDataBytes = 16 * 1024 * 1024

    /// The whole body in bytes; nil for any size as long as it is read piece by piece, or as a form, whose files go to
    /// disk, and for 16 MiB in memory (Flask: MAX_CONTENT_LENGTH).
    public var maximumBodyBytes: Int?
    /// The text of a form in bytes, files not counted (Flask: MAX_FORM_MEMORY_SIZE).
    public var maximumFormBytes: Int?
    /// The parts of a multipart form, files counted (Flask: MAX_FORM_PARTS).
    public var maximumFormParts: Int?

    /// Flask's limits, unless others are given.
    public init(maximumBodyBytes: Int? = nil, maximumFormBytes: Int? = 500_000, maximumFormParts: Int? = 1000) {
        self.maximumBodyBytes = maximumBodyBytes
        self.maximumFormBytes = maximumFormBytes
        self.maximumFormParts = maximumFormParts
    }
}

extension Request {
    /// The limits on this request's body: the application's, unless a view sets others before it reads.
    ///
    /// ```swift
    /// request.limits.maximumBodyBytes = 32
    /// let body = try await request.data()   // 413 if there are more
    /// ```
    public var limits: BodyLimits {
        get { facts.withLock { $0.limits } }
        set { facts.withLock { $0.limits = newValue } }
    }
}
