internal import FoundationEssentials

/// Who a client says it is: the `Authorization` field of a request (RFC 9110 §11.6.2).
///
/// ```swift
/// guard let who = request.authorization, who.type == "basic", who.username == "ann" else { … }
/// ```
public struct Authorization: Sendable, Hashable {
    /// The scheme in lower case, such as `basic` or `bearer`.
    public let type: String
    /// The token of schemes that have one, such as Bearer.
    public let token: String?
    /// The parameters of schemes that have some; of Basic `username` and `password`.
    public let parameters: [String: String]

    /// The user's name; nil where the scheme has none.
    public var username: String? { parameters["username"] }
    /// The password of the scheme Basic.
    public var password: String? { parameters["password"] }

    /// What the field says; nil where it is empty, or Basic without readable credentials.
    package init?(parsing field: String) {
        guard !field.isEmpty else { return nil }
        let (scheme, behind) = field.cut(at: " ")
        type = scheme.lowercased()
        let rest = behind?.trimmingWhitespace() ?? ""
        if type == "basic" {
            guard let credentials = Authorization.credentials(rest) else { return nil }
            token = nil
            parameters = credentials
        } else if Authorization.isParameters(rest) {
            token = nil
            parameters = Dictionary(FieldSyntax.pairs(of: rest).map { ($0.name, $0.value ?? "") }) { _, last in last }
        } else {
            token = rest
            parameters = [:]
        }
    }

    /// The field for Basic credentials, as a test client sends them.
    package static func basic(_ username: String, _ password: String) -> String {
        "Basic " + Data("\(username):\(password)".utf8).base64EncodedString()
    }

    private static func credentials(_ base64: String) -> [String: String]? {
        guard let data = Data(base64Encoded: base64), let text = String(validating: data, as: UTF8.self) else {
            return nil
        }
        let (username, password) = text.cut(at: ":")
        return ["username": String(username), "password": String(password ?? "")]
    }

    /// A `=` that is not at the end makes the rest a list of parameters; at the end it belongs to a token.
    private static func isParameters(_ rest: String) -> Bool {
        guard let end = rest.utf8.lastIndex(where: { $0 != UInt8(ascii: "=") }) else { return false }
        return rest.utf8[...end].contains(UInt8(ascii: "="))
    }
}

/// How a client may show who it is: the `WWW-Authenticate` field of an answer (RFC 9110 §11.6.1).
///
/// ```swift
/// response.wwwAuthenticate = Challenge("bearer", ["realm": "api", "error": "invalid_token"])
/// try abort(401, headers: ["WWW-Authenticate": "\(Challenge("basic", ["realm": "Staff"]))"])
/// ```
public struct Challenge: Sendable, Hashable, CustomStringConvertible {
    private struct Parameter: Sendable, Hashable {
        var name: String
        var value: String
    }

    /// The scheme in lower case.
    public let type: String
    private let token: String?
    private let parameters: [Parameter]

    /// A challenge of this scheme, with parameters or a token.
    public init(_ type: String, _ parameters: KeyValuePairs<String, String> = [:], token: String? = nil) {
        self.type = type.lowercased()
        self.token = token
        self.parameters = parameters.map { Parameter(name: $0.key, value: $0.value) }
    }

    package init?(parsing field: String) {
        guard !field.isEmpty else { return nil }
        let (scheme, behind) = field.cut(at: " ")
        type = scheme.lowercased()
        let rest = behind?.trimmingWhitespace() ?? ""
        let pairs = FieldSyntax.pairs(of: rest)
        let isToken = pairs.allSatisfy { $0.value == nil }
        token = isToken && !rest.isEmpty ? rest : nil
        parameters = isToken ? [] : pairs.map { Parameter(name: $0.name, value: $0.value ?? "") }
    }

    /// The value of a parameter.
    public subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The field.
    public var description: String {
        let scheme = type.prefix(1).uppercased() + type.dropFirst()
        if let token { return "\(scheme) \(token)" }
        guard !parameters.isEmpty else { return scheme }
        let list = parameters.map { parameter in
            let isQuoted = type == "digest" && Challenge.quotedInDigest.contains(parameter.name)
            return "\(parameter.name)=\(FieldSyntax.quote(parameter.value, allowToken: !isQuoted))"
        }
        return "\(scheme) \(list.joined(separator: ", "))"
    }

    /// Parameters that clients expect between quotes (RFC 7616 §3.3).
    private static let quotedInDigest: Set<String> = ["realm", "domain", "nonce", "opaque", "qop"]
}
