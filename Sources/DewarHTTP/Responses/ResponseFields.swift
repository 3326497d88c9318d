/// An answer's header fields, each read and written as what it means: Flask's words for them.
extension Response {
    /// The Content-Type field as it is.
    public var contentType: String? {
        get { headers["Content-Type"] }
        set { headers["Content-Type"] = newValue }
    }

    /// The media type alone: `text/html`. Setting it adds `; charset=utf-8` where the type is text.
    public var mimetype: String {
        get { MediaType(contentType ?? "").essence }
        set { contentType = MediaType.contentType(for: newValue) }
    }

    /// The length of the body in bytes, where it is set by hand; the server adds it otherwise.
    public var contentLength: Int? {
        get { headers["Content-Length"].flatMap { Int($0) } }
        set { headers["Content-Length"] = newValue.map { "\($0)" } }
    }

    /// Where the client is to go; what is not ASCII is percent-encoded when it is set.
    public var location: String? {
        get { headers["Location"] }
        set { headers["Location"] = newValue.map(InternationalURL.ascii) }
    }

    /// Where the content is found itself.
    public var contentLocation: String? {
        get { headers["Content-Location"] }
        set { headers["Content-Location"] = newValue.map(InternationalURL.ascii) }
    }

    /// The languages of the content.
    public var contentLanguage: TokenSet {
        get { TokenSet(parsing: headers["Content-Language"] ?? "") }
        set { headers["Content-Language"] = newValue.isEmpty ? nil : newValue.description }
    }

    /// Whether the browser shows the content or saves it.
    public var contentDisposition: ContentDisposition? {
        get { headers["Content-Disposition"].map(ContentDisposition.init(parsing:)) }
        set { headers["Content-Disposition"] = newValue?.description }
    }

    // MARK: Caching

    /// What caches may do with the answer.
    public var cacheControl: CacheControl {
        get { CacheControl(parsing: headers["Cache-Control"] ?? "") }
        set {
            let field = newValue.description
            headers["Cache-Control"] = field.isEmpty ? nil : field
        }
    }

    /// The content's tag.
    public var etag: ETag? {
        get { headers["ETag"].flatMap(ETag.init(parsing:)) }
        set { headers["ETag"] = newValue?.description }
    }

    /// When the content changed last.
    public var lastModified: HTTPDate? {
        get { date("Last-Modified") }
        set { headers["Last-Modified"] = newValue?.description }
    }

    /// When the answer is no longer fresh.
    public var expires: HTTPDate? {
        get { date("Expires") }
        set { headers["Expires"] = newValue?.description }
    }

    /// The seconds that the answer has spent in caches.
    public var age: Int? {
        get { headers["Age"].flatMap { Int($0) } }
        set { headers["Age"] = newValue.map { "\($0)" } }
    }

    /// The fields of the request that decided what the answer is.
    public var vary: TokenSet {
        get { TokenSet(parsing: headers["Vary"] ?? "") }
        set { headers["Vary"] = newValue.isEmpty ? nil : newValue.description }
    }

    // MARK: Others

    /// The methods that the URL knows.
    public var allow: TokenSet {
        get { TokenSet(parsing: headers["Allow"] ?? "") }
        set { headers["Allow"] = newValue.isEmpty ? nil : newValue.description }
    }

    /// The seconds to wait before another try.
    public var retryAfter: Int? {
        get { headers["Retry-After"].flatMap { Int($0) } }
        set { headers["Retry-After"] = newValue.map { "\($0)" } }
    }

    /// How the client may show who it is.
    public var wwwAuthenticate: Challenge? {
        get { headers["WWW-Authenticate"].flatMap(Challenge.init(parsing:)) }
        set { headers["WWW-Authenticate"] = newValue?.description }
    }

    private func date(_ name: String) -> HTTPDate? { headers[name].flatMap { HTTPDate($0) } }
}

extension ContentDisposition {
    fileprivate init(parsing field: String) {
        let parsed = Parameters(parsing: field)
        self.init(isAttachment: parsed.value.lowercased() != "inline", filename: parsed.parameters["filename"])
    }
}
