internal import DewarHTTP

/// What a test client sends.
public struct TestBody: Sendable {
    fileprivate enum Content: Sendable {
        case bytes([UInt8], contentType: String?)
        case failure(any Error)
        case parts(fields: KeyValuePairs<String, String>, files: [TestFile])
    }

    fileprivate var content: Content

    /// No body.
    public static let none = TestBody(content: .bytes([], contentType: nil))

    /// Bytes as they are.
    public static func bytes(_ bytes: [UInt8], contentType: String? = nil) -> TestBody {
        TestBody(content: .bytes(bytes, contentType: contentType))
    }

    /// A text.
    public static func text(_ text: String, contentType: String = "text/plain; charset=utf-8") -> TestBody {
        TestBody(content: .bytes(Array(text.utf8), contentType: contentType))
    }

    /// A value as JSON.
    public static func json(_ value: some Encodable) -> TestBody {
        do {
            return TestBody(content: .bytes(try JSON.encode(value), contentType: "application/json"))
        } catch {
            return TestBody(content: .failure(error))
        }
    }

    /// A form as browsers send it (application/x-www-form-urlencoded).
    public static func form(_ fields: KeyValuePairs<String, String>) -> TestBody {
        urlencoded(fields.map { ($0.key, $0.value) })
    }

    /// A form of fields that are put together while the test runs; they are sent in the order of their names.
    @_disfavoredOverload
    public static func form(_ fields: [String: String]) -> TestBody {
        urlencoded(fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    private static func urlencoded(_ fields: [(String, String)]) -> TestBody {
        let bytes = Array(QueryString.encode(fields).utf8)
        return TestBody(content: .bytes(bytes, contentType: "application/x-www-form-urlencoded"))
    }

    /// A form with files (multipart/form-data).
    public static func form(_ fields: KeyValuePairs<String, String>, files: [TestFile]) -> TestBody {
        TestBody(content: .parts(fields: fields, files: files))
    }
}

/// A file that a test uploads.
public struct TestFile: Sendable {
    var field: String
    var filename: String
    var contentType: String
    var bytes: [UInt8]

    /// A file of these bytes in the form's field.
    public init(_ field: String, filename: String, contentType: String = "application/octet-stream", _ bytes: [UInt8]) {
        self.field = field
        self.filename = filename
        self.contentType = contentType
        self.bytes = bytes
    }

    /// A text file in the form's field.
    public init(_ field: String, filename: String, contentType: String = "text/plain", _ text: String) {
        self.init(field, filename: filename, contentType: contentType, Array(text.utf8))
    }
}

extension TestBody {
    func encoded() throws -> (bytes: [UInt8], contentType: String?) {
        switch content {
        case .bytes(let bytes, let contentType): (bytes, contentType)
        case .failure(let error): throw error
        case .parts(let fields, let files):
            (TestBody.multipart(fields, files), "multipart/form-data; boundary=\(TestBody.boundary)")
        }
    }

    private static let boundary = "dewar-test-5f3a9c1e7b"

    private static func multipart(_ fields: KeyValuePairs<String, String>, _ files: [TestFile]) -> [UInt8] {
        var bytes: [UInt8] = []
        func part(_ disposition: String, _ contentType: String?, _ content: [UInt8]) {
            let type = contentType.map { "Content-Type: \($0)\r\n" } ?? ""
            bytes += "--\(boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n\(type)\r\n".utf8
            bytes += content
            bytes += "\r\n".utf8
        }
        for (name, value) in fields { part("name=\"\(quoted(name))\"", nil, Array(value.utf8)) }
        for file in files {
            part(
                "name=\"\(quoted(file.field))\"; filename=\"\(quoted(file.filename))\"", file.contentType, file.bytes)
        }
        bytes += "--\(boundary)--\r\n".utf8
        return bytes
    }

    /// A quote in a name, as browsers write it (WHATWG HTML, multipart form data).
    private static func quoted(_ text: String) -> String { text.replacing("\"", with: "%22") }
}
