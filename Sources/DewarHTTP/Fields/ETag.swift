/// An entity tag: a short text that changes whenever the content does (RFC 9110 §8.8.3).
///
/// ```swift
/// response.etag = "v1"            // "v1"
/// response.etag = .weak("v1")     // W/"v1"
/// ```
public struct ETag: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The text between the quotes.
    public let value: String
    /// Whether it only says that two contents mean the same, not that their bytes are the same.
    public let isWeak: Bool

    /// A tag with this text; what may not stand in a tag, such as a quote, is percent-encoded.
    public init(_ value: String, weak: Bool = false) {
        let isPlain = value.utf8.allSatisfy(ETag.isTagByte)
        self.value = isPlain ? value : PercentEncoding.encode(value, safe: .path)
        isWeak = weak
    }

    public init(stringLiteral value: String) { self.init(value) }

    /// A tag of contents that are equal in meaning, not byte for byte.
    public static func weak(_ value: String) -> ETag { ETag(value, weak: true) }

    /// Reads a field; quotes may be missing.
    package init?(parsing field: String) {
        var text = field.trimmingWhitespace()
        let isWeak = text.hasPrefix("W/") || text.hasPrefix("w/")
        if isWeak { text.removeFirst(2) }
        if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 1 {
            text = String(text.dropFirst().dropLast())
        }
        guard !text.isEmpty, text.utf8.allSatisfy(ETag.isTagByte) else { return nil }
        self.init(text, weak: isWeak)
    }

    /// The tag as a field carries it.
    public var description: String { isWeak ? "W/\"\(value)\"" : "\"\(value)\"" }

    /// The strong comparison: both strong, and equal (RFC 9110 §8.8.3.2).
    public func matchesStrongly(_ other: ETag) -> Bool { !isWeak && !other.isWeak && value == other.value }

    /// The weak comparison: equal, strong or not.
    public func matchesWeakly(_ other: ETag) -> Bool { value == other.value }

    private static func isTagByte(_ byte: UInt8) -> Bool { byte > 0x20 && byte != 0x22 && byte != 0x7F }
}

/// The entity tags that a request names in `If-Match` or `If-None-Match`, or `*` for any.
public struct ETagList: Sendable, Hashable {
    /// The tags, in their order.
    public private(set) var tags: [ETag] = []
    /// Whether the field is `*`.
    public private(set) var isAny = false

    package init(parsing field: String) {
        for item in FieldSyntax.items(of: field) {
            if item == "*" {
                isAny = true
            } else if let tag = ETag(parsing: item) {
                tags.append(tag)
            }
        }
    }

    /// Whether the field names nothing.
    public var isEmpty: Bool { tags.isEmpty && !isAny }

    /// Whether one of the tags is this one, neither of them weak (RFC 9110 §8.8.3.2).
    public func containsStrongly(_ tag: ETag) -> Bool { isAny || tags.contains { $0.matchesStrongly(tag) } }

    /// Whether one of the tags is this one, weak or not (RFC 9110 §8.8.3.2).
    public func containsWeakly(_ tag: ETag) -> Bool { isAny || tags.contains { $0.matchesWeakly(tag) } }
}
