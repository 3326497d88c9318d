/// What a request carries: Flask's words for its type, its cookies and its body.
extension Request {
    /// The Content-Type field as sent.
    public var contentType: String? { headers["Content-Type"] }

    /// The content type in parts; its essence is empty where the request has none.
    public var mediaType: MediaType { MediaType(contentType ?? "") }

    /// The content type in lower case without its parameters: `text/html` (Flask: mimetype).
    public var mimetype: String { mediaType.essence }

    /// Whether the content type is `application/json` or `application/…+json`.
    public var isJSON: Bool { mediaType.isJSON }

    /// The announced length of the body in bytes.
    public var contentLength: Int? { headers["Content-Length"].flatMap { Int($0) } }

    /// The cookies that the browser sent.
    public var cookies: Values {
        facts.withLock { facts in
            if let cookies = facts.cookies { return cookies }
            let field = headers.all("Cookie").joined(separator: "; ")
            let cookies = field.isEmpty ? Values() : CookieParser.parse(field)
            facts.cookies = cookies
            return cookies
        }
    }

    /// The whole body. It is kept, so that it can be asked for again; it is empty if a form was read (Flask: get_data).
    ///
    /// - Throws: `HTTPError` 413 if the body is longer than `limits` allow.
    public func data() async throws -> [UInt8] {
        let state = facts.withLock { facts in
            defer { if case .unread = facts.body { facts.body = .beingRead } }
            return facts.body
        }
        switch state {
        case .data(let bytes): return bytes
        case .form: return []
        case .failed(let error): throw error
        case .beingRead: throw RequestFault.bodyTaken.error
        case .unread: break
        }
        do {
            let bytes = try await wholeBody()
            facts.withLock { $0.body = .data(bytes) }
            return bytes
        } catch {
            facts.withLock { $0.body = .failed(error) }
            throw error
        }
    }

    /// The whole body as text; bytes that are no UTF-8 are U+FFFD.
    public func text() async throws -> String { String(decoding: try await data(), as: UTF8.self) }

    /// The JSON in the body as a value of the type.
    ///
    /// ```swift
    /// let todo = try await request.json(as: Todo.self)
    /// ```
    ///
    /// - Parameter force: Take the body for JSON whatever its content type says.
    /// - Throws: `HTTPError` 415 if the content type is not JSON, 400 if the body does not parse or does not fit the type;
    ///   the description then leads to the failing key: `items[2].name`.
    public func json<Value: Decodable>(as type: Value.Type, force: Bool = false) async throws -> Value {
        try JSON.decode(type, from: try await jsonData(force: force))
    }

    /// The JSON in the body, whatever its shape (Flask: request.json, get_json).
    public func json(force: Bool = false) async throws -> JSONValue {
        try JSON.value(from: try await jsonData(force: force))
    }

    private func jsonData(force: Bool) async throws -> [UInt8] {
        guard force || isJSON else { throw RequestFault.notJSON(contentType: contentType).error }
        return try await data()
    }

    private func wholeBody() async throws -> [UInt8] {
        let limit = limits.maximumBodyBytes ?? BodyLimits.maximumDataBytes
        try Request.check(body.source?.announcedLength ?? 0, against: limit)
        if let arrived = body.source?.arrived() {
            try Request.check(arrived.count, against: limit)
            return arrived
        }
        var bytes: [UInt8] = []
        for try await piece in body {
            bytes += piece
            try Request.check(bytes.count, against: limit)
        }
        return bytes
    }

    /// Refuses a body of this many bytes if fewer are allowed.
    package static func check(_ count: Int, against limit: Int?) throws {
        if let limit, count > limit { throw RequestFault.tooLarge(what: "body", limit: limit).error }
    }
}
