/// Whether a browser shows an answer or saves it, and under which name (RFC 6266).
///
/// ```swift
/// response.contentDisposition = .attachment("report 2024.txt")
/// ```
public struct ContentDisposition: Sendable, Hashable, CustomStringConvertible {
    /// Whether the browser is to save the content rather than show it.
    public var isAttachment: Bool
    /// The name to save it under.
    public var filename: String?

    /// Whether the browser saves the content, and under what name.
    public init(isAttachment: Bool, filename: String? = nil) {
        self.isAttachment = isAttachment
        self.filename = filename
    }

    /// The browser saves the content.
    public static func attachment(_ filename: String? = nil) -> ContentDisposition {
        ContentDisposition(isAttachment: true, filename: filename)
    }

    /// The browser shows the content.
    public static func inline(_ filename: String? = nil) -> ContentDisposition {
        ContentDisposition(isAttachment: false, filename: filename)
    }

    /// The field. A name that is not ASCII is sent twice: its ASCII letters for old browsers, and whole (RFC 8187).
    public var description: String {
        let kind = isAttachment ? "attachment" : "inline"
        guard let filename else { return kind }
        let name = String(filename.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "_" : Character($0) })
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return "\(kind); filename=\(FieldSyntax.quote(name))" }
        let ascii = String(name.unicodeScalars.compactMap(ASCIIFallback.letter).map(Character.init))
        let whole = PercentEncoding.encode(name, safe: .extendedValue)
        return "\(kind); filename=\(FieldSyntax.quote(ascii)); filename*=UTF-8''\(whole)"
    }
}
