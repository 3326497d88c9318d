import Dewar

/// What a request carries: raw bodies, forms, uploads.
func addBodyRoutes(to app: App) {
    let postOrPut: [Method] = ["POST", "PUT"]
    app.route("/body-info", methods: postOrPut) { request async throws in
        [
            "content_type": request.contentType, "mimetype": request.mimetype, "params": request.mediaType.parameters,
            "content_length": request.contentLength, "is_json": request.isJSON, "size": try await request.data().count,
        ]
    }
    app.route("/echo", methods: postOrPut) { request async throws in
        let type = request.contentType ?? "application/octet-stream"
        return Response(headers: ["Content-Type": type], body: .bytes(try await request.data()))
    }
    app.post("/limited") { request async throws in
        request.limits.maximumBodyBytes = 32
        return text("got \(try await request.data().count)")
    }
    app.post("/ignore-body") { _ in text("ignored") }

    app.route("/form", methods: ["POST", "PUT", "PATCH"]) { request async throws in pairs(try await request.form()) }
    app.post("/form/required") { request async throws in
        text("name is \(try await request.form().required("name"))")
    }
    app.post("/form/parts") { request async throws in
        request.limits.maximumFormParts = 3
        return ["form": pairs(try await request.form()), "files": try await request.files().map(\.filename)]
    }
    app.post("/form/memory") { request async throws in
        request.limits.maximumFormBytes = 2000
        return try await request.form().map { [.string($0.name), .integer($0.value.utf8.count)] as JSONValue }
    }
    app.post("/form/data-after") { request async throws in
        ["form": pairs(try await request.form()), "data": try await request.text()]
    }
    app.post("/upload") { request async throws in
        ["form": pairs(try await request.form()), "files": try await request.files().map(Upload.init)]
    }
    app.post("/upload/text") { request async throws in
        guard let file = try await request.files()["file"] else { return text("no file", status: 400) }
        return Response(headers: ["Content-Type": "application/octet-stream"], body: .bytes(try file.bytes()))
    }
}

private struct Upload: Encodable {
    enum CodingKeys: String, CodingKey {
        case field, filename, size, sha256
        case contentType = "content_type"
    }

    let field: String
    let filename: String
    let contentType: String?
    let size: Int
    let sha256: String

    init(_ file: UploadedFile) throws {
        field = file.field
        filename = file.filename
        contentType = file.contentType
        let bytes = try file.bytes()
        size = bytes.count
        sha256 = String(Digest.sha256.hexadecimal(of: bytes).prefix(16))
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(field, forKey: .field)
        try members.encode(filename, forKey: .filename)
        try members.encode(contentType, forKey: .contentType)
        try members.encode(size, forKey: .size)
        try members.encode(sha256, forKey: .sha256)
    }
}
