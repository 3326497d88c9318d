public import DewarHTTP
internal import DewarLinux

/// A file that a form brought (Flask: FileStorage). A small one is in memory, a large one in a temporary file that goes away
/// with the last copy of this value.
///
/// ```swift
/// guard let picture = try await request.files()["picture"] else { try abort(400, "no picture") }
/// try picture.save(to: "uploads/" + picture.secureFilename)
/// ```
public struct UploadedFile: Sendable {
    /// The name of the form's field.
    public let field: String
    /// The name that the client gave, which may be anything: paths, `..`, nothing. Use `secureFilename` for a file's name.
    public let filename: String
    /// The header fields of this part of the form.
    public let headers: Headers
    private let content: UploadContent

    init(field: String, filename: String, headers: Headers, content: UploadContent) {
        self.field = field
        self.filename = filename
        self.headers = headers
        self.content = content
    }

    /// The content type that the client gave; nothing says that it is true.
    public var contentType: String? { headers["Content-Type"] }

    /// The content type in lower case without parameters; empty if there is none.
    public var mimetype: String { MediaType(contentType ?? "").essence }

    /// The length in bytes.
    public var size: Int { content.size }

    /// The whole content in memory.
    public func bytes() throws -> [UInt8] { try content.bytes() }

    /// The whole content as text; bytes that are no UTF-8 are U+FFFD.
    public func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    /// Writes the content to a file, whole or not at all; one that is there is replaced.
    public func save(to path: String) throws { try content.save(to: path) }

    /// The client's file name as a harmless one: letters and digits of ASCII, `.`, `-` and `_`, no path; empty if nothing
    /// of it is left (Werkzeug: secure_filename).
    ///
    /// `"../../etc/passwd"` gives `etc_passwd`, `"i contain cool ümläuts.txt"` gives `i_contain_cool_umlauts.txt`.
    public var secureFilename: String { SecureFilename.make(from: filename) }
}

/// Where an upload's bytes are.
enum UploadContent: Sendable {
    case memory([UInt8])
    case disk(SpooledUpload)

    var size: Int {
        switch self {
        case .memory(let bytes): bytes.count
        case .disk(let upload): upload.size
        }
    }

    func bytes() throws -> [UInt8] {
        switch self {
        case .memory(let bytes): bytes
        case .disk(let upload): try upload.bytes()
        }
    }

    func save(to path: String) throws {
        switch self {
        case .memory(let bytes): try Files.write(bytes, to: path)
        case .disk(let upload): try upload.save(to: path)
        }
    }
}

/// An upload that is complete and on disk, shared by the copies of its `UploadedFile`.
final class SpooledUpload: Sendable {
    private let file: TemporaryFile

    init(_ file: consuming TemporaryFile) { self.file = file }

    var size: Int { file.bytes }

    func bytes() throws -> [UInt8] { try file.read(at: 0, count: file.bytes) }

    func save(to path: String) throws { try file.copy(to: path) }
}
