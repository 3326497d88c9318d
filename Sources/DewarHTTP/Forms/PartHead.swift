/// What a part of a form says of itself.
package struct PartHead: Sendable, Hashable {
    /// The field's name.
    package var name: String
    /// The file's name as the client sent it; nil for a plain field. A part with an empty file name is a file too.
    package var filename: String?
    package var headers: Headers

    /// Reads the header lines; a line that begins with white space continues the one before.
    init(lines: [ArraySlice<UInt8>]) throws(MultipartParser.Problem) {
        var joined: [String] = []
        for line in lines {
            guard let text = String(validating: line, as: UTF8.self) else { throw .badHead }
            if line.first == 0x20 || line.first == 0x09, let last = joined.popLast() {
                joined.append(last + " " + text.trimmingWhitespace())
            } else {
                joined.append(text)
            }
        }
        headers = Headers()
        for line in joined {
            let (name, value) = line.cut(at: ":")
            headers.add(name.trimmingWhitespace(), value?.trimmingWhitespace() ?? "")
        }
        guard let disposition = headers["Content-Disposition"] else { throw .noDisposition }
        let parameters = Parameters(parsing: disposition).parameters
        name = parameters["name"] ?? ""
        filename = parameters["filename"]
    }

    /// The content of a plain field as text, by the part's charset; bytes that do not belong to it become U+FFFD.
    package func text(_ content: [UInt8]) -> String {
        let charset = headers.contentType.map { MediaType($0).parameters["charset"] ?? "" } ?? ""
        return (Charset.named(charset) ?? Charset.utf8)(content)
    }
}
