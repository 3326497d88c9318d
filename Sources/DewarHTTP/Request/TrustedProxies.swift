/// How many proxies stand before the application and what each adds; only their additions are believed (Werkzeug:
/// ProxyFix). A field that has fewer values than proxies are trusted changes nothing.
///
/// ```swift
/// app.config.trustedProxies = TrustedProxies(1)
/// ```
public struct TrustedProxies: Sendable, Hashable {
    /// The number of proxies that add to `X-Forwarded-For`, the client's address.
    public var address: Int
    /// … to `X-Forwarded-Proto`, the scheme.
    public var scheme: Int
    /// … to `X-Forwarded-Host`, the host.
    public var host: Int
    /// … to `X-Forwarded-Port`, the host's port.
    public var port: Int
    /// … to `X-Forwarded-Prefix`, the path that the application is mounted at.
    public var prefix: Int

    /// How many proxies set each field: `X-Forwarded-For`, `-Proto`, `-Host`, `-Port` and `-Prefix`.
    public init(address: Int = 1, scheme: Int = 1, host: Int = 0, port: Int = 0, prefix: Int = 0) {
        self.address = address
        self.scheme = scheme
        self.host = host
        self.port = port
        self.prefix = prefix
    }

    /// So many proxies that set everything but the port.
    public init(_ count: Int) { self.init(address: count, scheme: count, host: count, prefix: count) }

    func address(in headers: Headers) -> String? { value("X-Forwarded-For", of: address, in: headers) }
    func scheme(in headers: Headers) -> String? { value("X-Forwarded-Proto", of: scheme, in: headers) }
    func prefix(in headers: Headers) -> String? { value("X-Forwarded-Prefix", of: prefix, in: headers) }

    func host(in headers: Headers) -> String? {
        let host = value("X-Forwarded-Host", of: host, in: headers)
        guard let port = value("X-Forwarded-Port", of: port, in: headers), let name = host ?? headers["Host"] else {
            return host
        }
        let end = name.hasSuffix("]") ? nil : name.lastIndex(of: ":")
        return String(end.map { name[..<$0] } ?? name[...]) + ":" + port
    }

    private func value(_ name: String, of trusted: Int, in headers: Headers) -> String? {
        guard trusted > 0, let field = headers[name] else { return nil }
        let values = field.pieces(between: ",")
        guard values.count >= trusted else { return nil }
        let value = values[values.count - trusted].trimmingWhitespace()
        return value.isEmpty ? nil : value
    }
}
