internal import DewarHTTP

/// The cookies that a client keeps for one host (RFC 6265 §5.3, §5.4).
struct CookieJar: Sendable {
    private struct Kept: Sendable {
        var name: String
        var value: String
        var path: String
    }

    private var kept: [Kept] = []

    init() {}

    init(_ cookies: [String: String]) {
        kept = cookies.sorted { $0.key < $1.key }.map { Kept(name: $0.key, value: $0.value, path: "/") }
    }

    /// The cookies for a path, those of longer paths first.
    func cookies(for path: String) -> [(String, String)] {
        kept.filter { CookieJar.path(path, isBelow: $0.path) }
            .enumerated().sorted { ($1.element.path.count, $0.offset) < ($0.element.path.count, $1.offset) }
            .map { ($0.element.name, $0.element.value) }
    }

    /// The value of `Cookie` for a path; nil without cookies.
    func field(for path: String) -> String? {
        let cookies = cookies(for: path).map { "\($0.0)=\($0.1)" }
        return cookies.isEmpty ? nil : cookies.joined(separator: "; ")
    }

    /// Takes what an answer sets; what it lets expire is gone.
    mutating func take(_ fields: [String], from path: String) {
        for field in fields {
            let parts = field.split(separator: ";").map { $0.trimmingWhitespace() }
            guard let pair = parts.first?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false),
                pair.count == 2
            else { continue }
            var attributes: [String: String] = [:]
            for part in parts.dropFirst() {
                let attribute = part.split(separator: "=", maxSplits: 1)
                attributes[attribute[0].lowercased()] = attribute.count == 2 ? String(attribute[1]) : ""
            }
            let cookie = Kept(
                name: String(pair[0]), value: String(pair[1]),
                path: attributes["path"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? CookieJar.folder(of: path))
            kept.removeAll { $0.name == cookie.name && $0.path == cookie.path }
            if !CookieJar.isExpired(attributes) { kept.append(cookie) }
        }
    }

    private static func isExpired(_ attributes: [String: String]) -> Bool {
        if let age = attributes["max-age"].flatMap({ Int($0) }) { return age <= 0 }
        return attributes["expires"].map { $0.contains("01 Jan 1970") } ?? false
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func path(_ path: String, isBelow folder: String) -> Bool {
        path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}
