/// The files that a form brought, by the names of their fields.
///
/// ```swift
/// let files = try await request.files()
/// files["picture"]            // the first of this field, or nil
/// for file in files.all("attachments") { … }
/// ```
public struct UploadedFiles: Sendable, Sequence {
    private let files: [UploadedFile]

    init(_ files: [UploadedFile] = []) { self.files = files }

    public var isEmpty: Bool { files.isEmpty }

    public var count: Int { files.count }

    /// Every file, in the order sent.
    public func makeIterator() -> IndexingIterator<[UploadedFile]> { files.makeIterator() }

    /// The first file of the field.
    public subscript(field: String) -> UploadedFile? { files.first { $0.field == field } }

    /// Every file of the field.
    public func all(_ field: String) -> [UploadedFile] { files.filter { $0.field == field } }
}
