/// What a request's header fields say, each read: Flask's words for them.
extension Request {
    /// The browser's name for itself.
    public var userAgent: String? { headers["User-Agent"] }

    /// The page that the request comes from.
    public var referrer: String? { headers["Referer"] }

    /// The site whose page sends the request, as `https://example.com`; browsers add it to cross-site requests.
    public var origin: String? { headers["Origin"] }

    /// Who the client says it is; nil if it does not say, or not readably.
    public var authorization: Authorization? { headers["Authorization"].flatMap { Authorization(parsing: $0) } }

    // MARK: Negotiation

    /// The media types that the client accepts.
    public var acceptMimetypes: Accept { accept("Accept", .mediaType) }

    /// The languages that the client accepts.
    public var acceptLanguages: Accept { accept("Accept-Language", .language) }

    /// The content codings that the client accepts.
    public var acceptEncodings: Accept { accept("Accept-Encoding", .word) }

    /// The charsets that the client accepts.
    public var acceptCharsets: Accept { accept("Accept-Charset", .word) }

    private func accept(_ name: String, _ kind: Accept.Kind) -> Accept {
        Accept(parsing: headers[name] ?? "", kind: kind)
    }

    // MARK: Conditions

    /// What the client wants of caches.
    public var cacheControl: CacheControl { CacheControl(parsing: headers["Cache-Control"] ?? "") }

    /// The tags one of which the content must have.
    public var ifMatch: ETagList { ETagList(parsing: headers["If-Match"] ?? "") }

    /// The tags none of which the content may have.
    public var ifNoneMatch: ETagList { ETagList(parsing: headers["If-None-Match"] ?? "") }

    /// The moment since which the content must have changed.
    public var ifModifiedSince: HTTPDate? { headers["If-Modified-Since"].flatMap { HTTPDate($0) } }

    /// The moment since which the content must not have changed.
    public var ifUnmodifiedSince: HTTPDate? { headers["If-Unmodified-Since"].flatMap { HTTPDate($0) } }

    /// The parts of the content that the client asks for; nil for all of it.
    public var range: ByteRanges? { headers["Range"].flatMap { ByteRanges(parsing: $0) } }
}
