internal import DewarLinux

/// Which requests the tool's own pages and its reload channel answer: those that a browser on this machine made for the
/// developer, not those that another site made it send.
struct DevHost: Sendable {
    /// Hosts allowed beside the usual ones: the one given with --host, and `DEWAR_ALLOWED_HOSTS`.
    var allowed: Set<String> = []
    /// What a page must bring: the secret, a dot, and the number of the app that made the page.
    var secret: String

    /// The host of the command line, and those of `DEWAR_ALLOWED_HOSTS`, parted by commas.
    static func allowed(_ host: String?, others: String? = Host.variable("DEWAR_ALLOWED_HOSTS")) -> Set<String> {
        let names = (others ?? "").split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
        return Set(names + (host.map { [$0.lowercased()] } ?? []))
    }

    /// Against DNS rebinding: localhost, its subdomains, addresses in numbers and the configured hosts.
    func accepts(host: String?) -> Bool {
        guard let host, let name = DevHost.name(of: host) else { return false }
        return name == "localhost" || name.hasSuffix(".localhost") || DevHost.isAddress(name) || allowed.contains(name)
    }

    /// A page of another origin may not listen. A program that is no browser sends no Origin: the token decides.
    func accepts(origin: String?, host: String?) -> Bool {
        guard let origin else { return true }
        guard let host else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    /// The app that made the page, if the token is right. The comparison takes the same time wherever they differ.
    func page(of token: String) -> AppID? {
        guard let dot = token.lastIndex(of: "."), let id = AppID(token[token.index(after: dot)...]) else { return nil }
        return DevHost.areEqual(Array(token[..<dot].utf8), Array(secret.utf8)) ? id : nil
    }

    func token(for app: AppID) -> String { "\(secret).\(app)" }

    static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func makeSecret() -> String {
        var source = SystemRandomNumberGenerator()
        return (0..<2).map { _ in String(source.next(), radix: 36) }.joined()
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
