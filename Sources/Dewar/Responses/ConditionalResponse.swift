public import DewarHTTP

/// Answering only what a client does not have yet (RFC 9110 §13 and §14).
extension Response {
    /// Answers with 304 if the client has this content already, with 412 if it means another one, and with the parts that it
    /// asks for, going by the answer's `etag` and `lastModified` (Flask: make_conditional). Only GET and HEAD are changed.
    ///
    /// ```swift
    /// var response = Response(page)
    /// response.etag = "v1"
    /// try response.makeConditional(for: request)
    /// return response
    /// ```
    ///
    /// - Parameter acceptRanges: Whether a client may ask for parts of the body; not possible for streams.
    /// - Throws: `HTTPError` 416 if the client asks for parts that are not there.
    public mutating func makeConditional(for request: Request, acceptRanges: Bool = false) throws {
        guard request.method == .get || request.method == .head else { return }
        if acceptRanges { headers["Accept-Ranges"] = "bytes" }
        let precondition = Precondition(request, etag: etag, lastModified: lastModified)
        switch precondition.outcome {
        case .notModified:
            status = 304
            dropContent()
        case .failed:
            status = 412
            body = .empty
        case .perform:
            guard acceptRanges, precondition.allowsRange, let range = request.range else { return }
            try select(range)
        }
    }

    /// What describes a content goes with it: a 304 has neither (Werkzeug: remove_entity_headers).
    package mutating func dropContent() {
        body = .empty
        for name in Response.contentFields { headers.remove(name) }
    }

    private static let contentFields = [
        "Allow", "Content-Encoding", "Content-Language", "Content-Length", "Content-Range", "Content-Type",
        "Last-Modified",
    ]

    private mutating func select(_ range: ByteRanges) throws {
        guard let length = body.length else { return }
        switch range.selection(length: length) {
        case .whole: return
        case .unsatisfiable: throw HTTPError(416, headers: ["Content-Range": "bytes */\(length)"])
        case .one(let part):
            body = body.part(part)
            headers["Content-Range"] = Response.contentRange(part, of: length)
        case .several(let parts):
            let multipart = MultipartRanges(parts, of: body, length: length, contentType: contentType)
            body = multipart.body
            contentType = multipart.contentType
        }
        headers.remove("Content-Length")
        status = 206
    }

    static func contentRange(_ part: Range<Int>, of length: Int) -> String {
        "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)"
    }
}

extension ResponseBody {
    /// The length in bytes; nil for a stream, which can be sent only from its start to its end.
    fileprivate var length: Int? {
        switch self {
        case .empty: 0
        case .string(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .file(let file): file.count
        case .stream: nil
        }
    }

    func part(_ range: Range<Int>) -> ResponseBody {
        switch self {
        case .empty, .stream: self
        case .string(let text): .bytes(Array(Array(text.utf8)[range]))
        case .bytes(let bytes): .bytes(Array(bytes[range]))
        case .file(let file):
            .file(FilePart(path: file.path, offset: file.offset + range.lowerBound, count: range.count))
        }
    }
}

extension Response {
    /// Gives the answer a tag computed from its body, unless it has one (Flask: add_etag). A file or a stream gets none.
    ///
    /// - Parameter weak: Whether the tag only says that two bodies mean the same.
    public mutating func addETag(weak: Bool = false) {
        guard etag == nil else { return }
        switch body {
        case .empty: etag = ETag(Digest.sha1.hexadecimal(of: []), weak: weak)
        case .string(let text): etag = ETag(Digest.sha1.hexadecimal(of: Array(text.utf8)), weak: weak)
        case .bytes(let bytes): etag = ETag(Digest.sha1.hexadecimal(of: bytes), weak: weak)
        case .file, .stream: break
        }
    }
}
