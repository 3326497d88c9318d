public import DewarHTTP
internal import DewarLinux

/// A file as an answer: with its type, a tag that changes when it does, and parts on request (Flask: send_file).
///
/// ```swift
/// app.get("/report") { _ in SentFile("reports/2024.pdf", asAttachment: true) }
/// app.get("/data.csv") { _ in SentFile(bytes: Array("a,b\n".utf8), name: "data.csv", maxAge: 600) }
/// ```
///
/// What is no regular file, or not there, is answered with 404. Never build the path from what a client sends: that is
/// what `StaticFolder` is for.
public struct SentFile: Sendable, ResponseConvertible {
    /// The tag that is sent with a file.
    public enum Tag: Sendable, Hashable, ExpressibleByStringLiteral {
        /// Made of a file's time and size; none for bytes in memory.
        case automatic
        case none
        case given(ETag)

        public init(stringLiteral tag: String) { self = .given(ETag(tag)) }
    }

    private enum Content: Sendable {
        case path(String)
        case bytes([UInt8])
    }

    private let content: Content
    /// The name that the browser saves the file under, and that its type is told by; nil for bytes without a name.
    public var name: String?
    /// The media type; nil to tell it by the name.
    public var mimetype: String?
    /// Whether the browser saves the file rather than shows it.
    public var asAttachment: Bool
    /// Whether 304, 412 and parts are answered.
    public var conditional: Bool
    /// The tag by which caches know the file.
    public var etag: Tag
    /// nil for the file's own time.
    public var lastModified: HTTPDate?
    /// Seconds that caches may use it without asking; nil to have them always ask.
    public var maxAge: Int?

    /// A file on disk; a relative path counts from the working directory.
    public init(
        _ path: String, name: String? = nil, mimetype: String? = nil, asAttachment: Bool = false,
        conditional: Bool = true, etag: Tag = .automatic, lastModified: HTTPDate? = nil, maxAge: Int? = nil
    ) {
        content = .path(path)
        self.name = name ?? path.split(separator: "/").last.map(String.init)
        self.mimetype = mimetype
        self.asAttachment = asAttachment
        self.conditional = conditional
        self.etag = etag
        self.lastModified = lastModified
        self.maxAge = maxAge
    }

    /// Bytes in memory, sent like a file.
    public init(
        bytes: [UInt8], name: String? = nil, mimetype: String? = nil, asAttachment: Bool = false,
        conditional: Bool = true, etag: Tag = .automatic, lastModified: HTTPDate? = nil, maxAge: Int? = nil
    ) {
        content = .bytes(bytes)
        self.name = name
        self.mimetype = mimetype
        self.asAttachment = asAttachment
        self.conditional = conditional
        self.etag = etag
        self.lastModified = lastModified
        self.maxAge = maxAge
    }

    public func response(for request: Request) throws -> Response {
        var response = try contentResponse()
        describe(&response)
        setCaching(&response)
        if conditional { try response.makeConditional(for: request, acceptRanges: true) }
        return response
    }

    /// The content with its time and tag.
    private func contentResponse() throws -> Response {
        var response: Response
        switch content {
        case .bytes(let bytes):
            response = Response(body: .bytes(bytes))
            response.lastModified = lastModified
        case .path(let path):
            guard let facts = Files.facts(path), facts.kind == .file else { throw HTTPError(404) }
            response = Response(body: .file(FilePart(path: path, count: facts.bytes)))
            response.lastModified = lastModified ?? HTTPDate(secondsSince1970: Int(facts.modified / 1_000_000_000))
            if etag == .automatic { response.etag = SentFile.tag(path, facts) }
        }
        if case .given(let tag) = etag { response.etag = tag }
        return response
    }

    private func describe(_ response: inout Response) {
        let type = FileType(name: name ?? "")
        response.mimetype = mimetype ?? type.mimetype
        // A browser would unpack an attachment while it saves it.
        if mimetype == nil, !asAttachment, let encoding = type.encoding {
            response.headers["Content-Encoding"] = encoding
        }
        if name != nil || asAttachment {
            response.contentDisposition = ContentDisposition(isAttachment: asAttachment, filename: name)
        }
    }

    private func setCaching(_ response: inout Response) {
        var caching = CacheControl()
        if let maxAge {
            if maxAge > 0 { caching.public = true } else { caching.noCache = true }
            caching.maxAge = maxAge
            response.expires = .now + maxAge
        } else {
            caching.noCache = true
        }
        response.cacheControl = caching
    }

    /// Changes with the file's time to the nanosecond, with its size, and from file to file.
    private static func tag(_ path: String, _ facts: Files.Facts) -> ETag {
        let pathHash = path.utf8.reduce(into: UInt32(2_166_136_261)) { $0 = ($0 ^ UInt32($1)) &* 16_777_619 }
        let parts = [UInt64(bitPattern: facts.modified), UInt64(facts.bytes), UInt64(pathHash)]
        return ETag(parts.map { String($0, radix: 16) }.joined(separator: "-"))
    }
}

/// A file as an answer; the parameters are those of `SentFile` (Flask: send_file).
///
/// ```swift
/// app.get("/report") { _ in sendFile("reports/2024.pdf", asAttachment: true) }
/// ```
public func sendFile(
    _ path: String, name: String? = nil, mimetype: String? = nil, asAttachment: Bool = false,
    conditional: Bool = true, etag: SentFile.Tag = .automatic, lastModified: HTTPDate? = nil, maxAge: Int? = nil
) -> SentFile {
    SentFile(
        path, name: name, mimetype: mimetype, asAttachment: asAttachment, conditional: conditional, etag: etag,
        lastModified: lastModified, maxAge: maxAge)
}
