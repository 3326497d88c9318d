public import DewarHTTP

/// Flask's words for the form in a request's body.
extension Request {
    /// The fields of the form, urlencoded or multipart, without its files. Empty for a body of any other kind, or one that
    /// cannot be parsed.
    ///
    /// ```swift
    /// let form = try await request.form()
    /// let title = try form.required("title")     // 400 without it
    /// ```
    ///
    /// - Throws: `HTTPError` 413 if the body, the text in it or the number of parts is larger than `limits` allow.
    public func form() async throws -> Values { try await parsedForm().values }

    /// The files of the form.
    ///
    /// - Throws: `HTTPError` 413, as `form`.
    public func files() async throws -> UploadedFiles { try await parsedForm().files }

    /// The query's values, then the form's (Flask: request.values). A form is not looked at for GET and HEAD.
    public func values() async throws -> Values {
        guard method != .get, method != .head else { return args }
        return Values(args, followedBy: try await form())
    }

    /// The form as a view has read it, for templates, which cannot wait for a body; empty before.
    var formAlreadyRead: Values {
        facts.withLock { facts in
            guard case .form(let form) = facts.body else { return Values() }
            return (form as? Form)?.values ?? Values()
        }
    }

    private func parsedForm() async throws -> Form {
        guard let kind = FormKind(mediaType) else { return Form() }
        let state = facts.withLock { facts in
            defer { if case .unread = facts.body { facts.body = .beingRead } }
            return facts.body
        }
        switch state {
        case .form(let form): return form as? Form ?? Form()
        case .data(let bytes): return try await FormReader(kind, limits).read(RequestBody(bytes))
        case .failed(let error): throw error
        case .beingRead: throw RequestFault.bodyTaken.error
        case .unread: break
        }
        do {
            let form = try await FormReader(kind, limits).read(body)
            facts.withLock { $0.body = .form(form) }
            return form
        } catch {
            facts.withLock { $0.body = .failed(error) }
            throw error
        }
    }
}
