/// A media type with its parameters (RFC 9110 §8.3.1).
///
/// ```swift
/// let type = MediaType("Text/HTML; charset=utf-8")
/// type.essence                  // "text/html"
/// type.parameters["charset"]    // "utf-8"
/// ```
public struct MediaType: Sendable, Hashable, CustomStringConvertible {
    /// Type and subtype in lower case; empty where a field has none (Flask: mimetype).
    public var essence: String
    /// The parameters, their names in lower case (Flask: mimetype_params).
    public var parameters: [String: String]

    /// The media type in a field such as `Content-Type`.
    public init(_ field: String) {
        let parsed = Parameters(parsing: field)
        essence = parsed.value.lowercased()
        parameters = parsed.parameters
    }

    /// Whether this is `application/json` or `application/…+json` (Flask: is_json).
    public var isJSON: Bool {
        essence == "application/json" || (essence.hasPrefix("application/") && essence.hasSuffix("+json"))
    }

    public var description: String {
        parameters.sorted { $0.key < $1.key }
            .reduce(into: essence) { text, parameter in
                text += "; \(parameter.key)=\(FieldSyntax.quote(parameter.value))"
            }
    }

    /// Media types that are text without being called so, and so have a charset.
    private static let textualTypes: Set<String> = [
        "application/ecmascript", "application/javascript", "application/sql", "application/xml",
        "application/xml-dtd", "application/xml-external-parsed-entity",
    ]

    /// The content type for this type: with `; charset=utf-8` where it is text (Flask: mimetype of a response).
    package static func contentType(for type: String) -> String {
        guard !type.contains(";") else { return type }
        let isText = type.hasPrefix("text/") || textualTypes.contains(type) || type.hasSuffix("+xml")
        return isText ? type + "; charset=utf-8" : type
    }
}
