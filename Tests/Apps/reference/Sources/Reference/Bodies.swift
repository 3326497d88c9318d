import Dewar

private struct UploadedPart: Encodable {
    var field: String
    var filename: String
    /// Null, not missing, where the part has none.
    var content_type: JSONValue
    var size: Int
    var sha256: String

    init(_ file: UploadedFile) throws {
        let bytes = try file.bytes()
        field = file.field
        filename = file.filename
        content_type = file.contentType.map { .string($0) } ?? .null
        size = bytes.count
        sha256 = String(Digest.sha256.hexadecimal(of: bytes).prefix(16))
    }
}

func addBodies(to app: App) {
    app.route("/body-info", methods: ["POST", "PUT"]) { request async throws -> JSONObject in
        [
            "content_type": request.contentType, "mimetype": request.mimetype, "params": request.mediaType.parameters,
            "content_length": request.contentLength, "is_json": request.isJSON, "size": try await request.data().count,
        ]
    }
    app.route("/echo", methods: ["POST", "PUT"]) { request async throws in
        Response(
            headers: ["Content-Type": request.contentType ?? "application/octet-stream"],
            body: .bytes(try await request.data()))
    }
    app.route("/form", methods: ["POST", "PUT", "PATCH"]) { request async throws in pairs(try await request.form()) }
    app.post("/form/required") { request async throws in
        text("name is \(try await request.form().required("name"))")
    }
    app.post("/form/parts") { request async throws -> JSONObject in
        request.limits.maximumFormParts = 3
        let files = try await request.files()
        return ["form": pairs(try await request.form()), "files": files.map(\.filename)]
    }
    app.post("/form/memory") { request async throws -> JSONValue in
        request.limits.maximumFormBytes = 2000
        return .array(
            try await request.form().map { .array([.string($0.name), .integer($0.value.unicodeScalars.count)]) })
    }
    app.post("/form/data-after") { request async throws -> JSONObject in
        let form = pairs(try await request.form())
        return ["form": form, "data": String(decoding: try await request.data(), as: UTF8.self)]
    }
    app.post("/upload") { request async throws -> JSONObject in
        let files = try await request.files().map(UploadedPart.init)
        return ["form": pairs(try await request.form()), "files": files]
    }
    app.post("/upload/text") { request async throws in
        guard let file = try await request.files()["file"] else { return text("no file", status: 400) }
        return Response(headers: ["Content-Type": "application/octet-stream"], body: .bytes(try file.bytes()))
    }
    app.post("/limited", options: [.maximumBodyBytes(32)]) { request async throws in
        text("got \(try await request.data().count)")
    }
    app.post("/ignore-body") { _ in text("ignored") }
    app.post("/json/echo") { request async throws in try await request.json() }
    app.post("/json/silent") { request async -> JSONObject in ["got": (try? await request.json()) ?? .null] }
    app.post("/json/force") { request async throws -> JSONObject in ["got": try await request.json(force: true)] }
}
