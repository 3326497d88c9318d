/// The hosts by which a developer reaches what is being developed, and no other site does (DNS rebinding): `localhost`, its
/// subdomains, addresses in numbers, and the names that were allowed (Vite CVE-2025-24010, Werkzeug CVE-2024-34069).
package struct DeveloperHosts: Sendable {
    /// In small letters.
    private var allowed: Set<String>

    /// The usual ones, and the names in the value of `DEWAR_ALLOWED_HOSTS`, parted by commas.
    package init(listed names: String? = nil) {
        allowed = Set((names ?? "").lowercased().split(separator: ",").map { $0.filter { $0 != " " } })
    }

    package mutating func allow(_ name: String) { allowed.insert(name.lowercased()) }

    /// The value of `DEWAR_ALLOWED_HOSTS` for another process.
    package var list: String { allowed.sorted().joined(separator: ",") }

    /// Whether this is the value of a request's `Host` by which the developer asks.
    package func accept(_ host: String?) -> Bool {
        guard let host, let name = DeveloperHosts.name(of: host) else { return false }
        return name == "localhost" || name.hasSuffix(".localhost") || DeveloperHosts.isAddress(name)
            || allowed.contains(name)
    }

    /// The host without its port, in small letters; nil if it is malformed.
    private static func name(of host: String) -> String? {
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            let rest = host[host.index(after: end)...]
            return rest.isEmpty || isPort(rest) ? String(host[...end]).lowercased() : nil
        }
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first, !name.isEmpty else { return nil }
        return parts.count == 1 || isPort(":" + parts[1]) ? name.lowercased() : nil
    }

    private static func isPort(_ text: some StringProtocol) -> Bool {
        text.first == ":" && (text.count == 1 || UInt16(text.dropFirst()) != nil)
    }

    /// `127.0.0.1`, `[::1]`
    private static func isAddress(_ name: String) -> Bool {
        if name.hasPrefix("[") {
            return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
