internal import DewarContract
internal import DewarLinux

/// Which requests the tool's own pages and its reload channel answer: those that a browser on this machine made for the
/// developer, not those that another site made it send.
struct DevHost: Sendable {
    /// The usual hosts, the one given with --host, and `DEWAR_ALLOWED_HOSTS`.
    var hosts = DeveloperHosts()
    /// What a page must bring: the secret, a dot, and the number of the app that made the page.
    var secret: String

    func accepts(host: String?) -> Bool { hosts.accept(host) }

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
}
