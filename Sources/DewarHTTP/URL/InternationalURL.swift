/// URLs with non-ASCII letters, and back (RFC 3987; Werkzeug: iri_to_uri, uri_to_iri).
package enum InternationalURL {
    /// The URL in ASCII, as a Location field needs it: what is unsafe is percent-encoded, escapes that are there stay, and
    /// the host is written in Punycode.
    package static func ascii(_ url: String) -> String {
        var parts = URLParts(url)
        parts.path = PercentEncoding.encode(parts.path, safe: .path)
        parts.query = parts.query.map { PercentEncoding.encode($0, safe: .query) }
        parts.fragment = parts.fragment.map { PercentEncoding.encode($0, safe: .fragment) }
        parts.user = parts.user.map { user in
            user.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                .map { PercentEncoding.encode($0, safe: .user) }.joined(separator: ":")
        }
        parts.host = parts.host.map(asciiHost)
        return parts.text
    }

    /// The URL for reading: escapes of valid UTF-8 are resolved where that does not change its meaning.
    package static func readable(_ url: String) -> String {
        var parts = URLParts(url)
        parts.path = unescape(parts.path, keeping: "/?#")
        parts.query = parts.query.map { unescape($0, keeping: "&=+#") }
        parts.fragment = parts.fragment.map { unescape($0, keeping: "") }
        parts.user = parts.user.map { unescape($0, keeping: ":@/?#") }
        parts.host = parts.host.map { Punycode.readable(host: $0.lowercased()) }
        return parts.text
    }

    package static func asciiHost(_ host: String) -> String { Punycode.ascii(host: host.lowercased()) }

    /// Resolves escapes, but for those of control characters, spaces, `%` and the reserved ones.
    private static func unescape(_ text: String, keeping reserved: StaticString) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        let kept = reserved.withUTF8Buffer { Set($0) }
        var resolved: [UInt8] = []
        var result = ""
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = PercentEncoding.hexadecimal(rest.first),
                let low = PercentEncoding.hexadecimal(rest.dropFirst().first)
            {
                let value = high << 4 | low
                if value <= 0x20 || value == 0x25 || value == 0x7F || kept.contains(value) {
                    result += PercentEncoding.textKeepingInvalidBytesEscaped(resolved)
                    resolved = []
                    result += String(decoding: [byte] + rest.prefix(2), as: UTF8.self)
                } else {
                    resolved.append(value)
                }
                rest = rest.dropFirst(2)
            } else {
                resolved.append(byte)
            }
        }
        return result + PercentEncoding.textKeepingInvalidBytesEscaped(resolved)
    }
}

/// A URL cut into its parts (RFC 3986, appendix B).
package struct URLParts: Sendable, Hashable {
    package var scheme: String?
    /// What stands before `@`.
    package var user: String?
    /// The host without port, IPv6 addresses with their brackets.
    package var host: String?
    package var port: String?
    package var path: String
    package var query: String?
    package var fragment: String?

    package init(_ url: String) {
        var rest = Substring(url)
        fragment = URLParts.cut(&rest, at: "#")
        query = URLParts.cut(&rest, at: "?")
        if let colon = rest.firstIndex(of: ":"), URLParts.isScheme(rest[..<colon]) {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(after: colon)...]
        }
        guard rest.hasPrefix("//") else {
            path = String(rest)
            return
        }
        rest = rest.dropFirst(2)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        path = String(rest[end...])
        readAuthority(rest[..<end])
    }

    private mutating func readAuthority(_ authority: Substring) {
        var rest = authority
        if let at = rest.lastIndex(of: "@") {
            user = String(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
            let digits = rest[colon...].dropFirst()
            port = digits.isEmpty ? nil : String(digits)
            rest = rest[..<colon]
        }
        host = String(rest)
    }

    package var text: String {
        var text = ""
        if let scheme { text += scheme + ":" }
        if let host {
            text += "//"
            if let user { text += user + "@" }
            text += host
            if let port { text += ":" + port }
        }
        text += path
        if let query, !query.isEmpty { text += "?" + query }
        if let fragment, !fragment.isEmpty { text += "#" + fragment }
        return text
    }

    private static func cut(_ rest: inout Substring, at mark: Character) -> String? {
        guard let place = rest.firstIndex(of: mark) else { return nil }
        defer { rest = rest[..<place] }
        return String(rest[rest.index(after: place)...])
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else { return false }
        return text.utf8.allSatisfy {
            FieldSyntax.isToken($0) && ($0 >= 0x30 || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E)
        }
    }
}
