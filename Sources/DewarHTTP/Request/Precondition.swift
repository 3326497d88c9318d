/// Whether a request's conditions hold for a content, in the order of RFC 9110 §13.2.2.
package struct Precondition {
    package enum Outcome: Sendable, Hashable {
        /// Answer as if there were no conditions.
        case perform
        /// 304: the client has the content already.
        case notModified
        /// 412: the content is not the one that the client means.
        case failed
    }

    private let request: Request
    private let etag: ETag?
    private let lastModified: HTTPDate?

    package init(_ request: Request, etag: ETag?, lastModified: HTTPDate?) {
        self.request = request
        self.etag = etag
        self.lastModified = lastModified
    }

    package var outcome: Outcome {
        if !clientMeansThisContent { return .failed }
        return clientHasThisContent ? .notModified : .perform
    }

    /// `If-Match`, or without it `If-Unmodified-Since`.
    private var clientMeansThisContent: Bool {
        let tags = request.ifMatch
        if !tags.isEmpty { return etag.map(tags.containsStrongly) ?? tags.isAny }
        guard let since = request.ifUnmodifiedSince, let lastModified else { return true }
        return lastModified <= since
    }

    /// `If-None-Match`, or without it `If-Modified-Since`.
    private var clientHasThisContent: Bool {
        let tags = request.ifNoneMatch
        if !tags.isEmpty { return etag.map(tags.containsWeakly) ?? tags.isAny }
        guard let since = request.ifModifiedSince, let lastModified else { return false }
        return lastModified <= since
    }

    /// Whether the parts that the client asks for belong to the content that it has parts of: `If-Range`, by a strong tag or
    /// the exact date (RFC 9110 §13.1.5).
    package var allowsRange: Bool {
        guard let field = request.headers["If-Range"] else { return true }
        if let date = HTTPDate(field) { return date == lastModified }
        guard let tag = ETag(parsing: field), let etag else { return false }
        return tag.matchesStrongly(etag)
    }
}
