internal import DewarHTTP
internal import DewarLinux

/// What came of a body that is a form.
struct Form: Sendable {
    var values = Values()
    var files = UploadedFiles()
}

/// The two kinds of forms that browsers send.
enum FormKind {
    case urlencoded
    case multipart(boundary: String)

    /// nil for a body that is no form.
    init?(_ type: MediaType) {
        switch type.essence {
        case "application/x-www-form-urlencoded": self = .urlencoded
        case "multipart/form-data": self = .multipart(boundary: type.parameters["boundary"] ?? "")
        default: return nil
        }
    }
}

/// Reads a form piece by piece, within its limits.
struct FormReader {
    private let kind: FormKind
    private let limits: BodyLimits
    private var bodyBytes = 0

    init(_ kind: FormKind, _ limits: BodyLimits) {
        self.kind = kind
        self.limits = limits
    }

    consuming func read(_ body: RequestBody) async throws -> Form {
        try Request.check(body.source?.announcedLength ?? 0, against: limits.maximumBodyBytes)
        switch kind {
        case .urlencoded: return try await readURLEncoded(body)
        case .multipart(""): return Form()
        case .multipart(let boundary): return try await readMultipart(body, boundary)
        }
    }

    private mutating func readURLEncoded(_ body: RequestBody) async throws -> Form {
        var bytes: [UInt8] = []
        for try await piece in body {
            try count(piece)
            bytes += piece
            try FormReader.checkText(bytes.count, limits)
        }
        return Form(values: QueryString.parseForm(bytes))
    }

    /// A body that is no form after all gives an empty one, as in Werkzeug: browsers send such bodies when they are
    /// interrupted, and a view that requires a field answers 400 anyway.
    private mutating func readMultipart(_ body: RequestBody, _ boundary: String) async throws -> Form {
        var parser = MultipartParser(boundary: boundary)
        var collector = PartCollector(limits)
        do {
            for try await piece in body {
                try count(piece)
                try parser.feed(piece) { try collector.take($0) }
            }
            try parser.finish { try collector.take($0) }
        } catch is MultipartParser.Problem {
            return Form()
        }
        return collector.form
    }

    private mutating func count(_ piece: [UInt8]) throws {
        bodyBytes += piece.count
        try Request.check(bodyBytes, against: limits.maximumBodyBytes)
    }

    static func checkText(_ bytes: Int, _ limits: BodyLimits) throws {
        guard let limit = limits.maximumFormBytes, bytes > limit else { return }
        throw RequestFault.tooLarge(what: "form's text", limit: limit).error
    }
}

/// Collects the parts of a multipart form: fields in memory, files in memory as long as they are small.
private struct PartCollector: ~Copyable {
    /// A file with more bytes than this goes to disk.
    private static let maximumFileBytesInMemory = 512 * 1024

    private let limits: BodyLimits
    private var pairs: [(String, String)] = []
    private var files: [UploadedFile] = []
    private var head: PartHead?
    private var content: [UInt8] = []
    private var spool: TemporaryFile?
    private var parts = 0
    private var textBytes = 0

    init(_ limits: BodyLimits) { self.limits = limits }

    var form: Form { Form(values: Values(pairs), files: UploadedFiles(files)) }

    mutating func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .part(let head): try begin(head)
        case .content(let piece): try add(piece)
        case .end: finish()
        }
    }

    private mutating func begin(_ head: PartHead) throws {
        parts += 1
        if let limit = limits.maximumFormParts, parts > limit {
            throw RequestFault.tooLarge(what: "form's number of parts", limit: limit).error
        }
        self.head = head
        content = []
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) throws {
        if head?.filename == nil {
            textBytes += piece.count
            try FormReader.checkText(textBytes, limits)
            content += piece
        } else if spool == nil, content.count + piece.count <= PartCollector.maximumFileBytesInMemory {
            content += piece
        } else {
            if spool == nil {
                spool = try TemporaryFile()
                try content.withUnsafeBytes { try spool!.append($0) }
                content = []
            }
            try piece.withUnsafeBytes { try spool!.append($0) }
        }
    }

    private mutating func finish() {
        guard let head else { return }
        if let filename = head.filename {
            let upload = takeSpool().map { UploadContent.disk($0) } ?? .memory(content)
            files.append(UploadedFile(field: head.name, filename: filename, headers: head.headers, content: upload))
        } else {
            pairs.append((head.name, head.text(content)))
        }
    }

    private mutating func takeSpool() -> SpooledUpload? {
        switch spool.take() {
        case .some(let file): SpooledUpload(file)
        case .none: nil
        }
    }
}
