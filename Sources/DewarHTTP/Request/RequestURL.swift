/// Where a request goes to: Flask's words for its URL.
extension Request {
    /// The path, its escapes resolved once; bytes that are no UTF-8 are U+FFFD.
    public var path: String {
        let bytes = head.path
        if bytes.isEmpty { return "/" }
        guard bytes.contains(UInt8(ascii: "%")) else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: PercentEncoding.decode(bytes), as: UTF8.self)
    }

    /// What stands after the first `?`, as sent; empty if there is none.
    public var queryString: String { String(decoding: head.query, as: UTF8.self) }

    /// The path and the query; the `?` always (Flask: full_path).
    public var fullPath: String { path + "?" + queryString }

    /// The query's names and values.
    public var args: Values {
        facts.withLock { facts in
            if let args = facts.args { return args }
            let args = QueryString.parse(Array(head.query))
            facts.args = args
            return args
        }
    }

    /// `http` or `https`.
    public var scheme: String { trusted { $0.scheme(in: headers) } ?? "http" }

    /// Whether the client came over HTTPS.
    public var isSecure: Bool { scheme == "https" || scheme == "wss" }

    /// Host and port as sent, without the scheme's usual port; empty if the request names none or an invalid one.
    public var host: String {
        let host = trusted { $0.host(in: headers) } ?? headers["Host"] ?? ""
        guard host.utf8.allSatisfy(Request.isHostByte) else { return "" }
        let usualPort = isSecure ? ":443" : ":80"
        return host.hasSuffix(usualPort) ? String(host.dropLast(usualPort.utf8.count)) : host
    }

    /// The path that a trusted proxy says the application is mounted at, without a slash at its end; usually empty. It
    /// stands before every URL that is built, and not in `path`.
    public var rootPath: String {
        var path = trusted { $0.prefix(in: headers) } ?? ""
        while path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// The client's address in numbers; empty for a Unix socket.
    public var remoteAddress: String { trusted { $0.address(in: headers) } ?? peer }

    /// The addresses of `X-Forwarded-For`, as the clients and proxies say, else the one that is known (Flask:
    /// access_route). Anyone can send that field: only `remoteAddress` may be relied on.
    public var accessRoute: [String] {
        let claimed = headers["X-Forwarded-For"].map(FieldSyntax.items) ?? []
        if !claimed.isEmpty { return claimed }
        return remoteAddress.isEmpty ? [] : [remoteAddress]
    }

    /// The whole URL for reading: non-ASCII letters stand as themselves.
    public var url: String {
        let query = queryString
        guard !query.isEmpty else { return baseURL }
        return baseURL + "?" + InternationalURL.readable("?" + PercentEncoding.encode(query, safe: .query)).dropFirst()
    }

    /// The URL without the query.
    public var baseURL: String {
        let below = path.drop { $0 == "/" }
        return InternationalURL.readable(rawRootURL + PercentEncoding.encode(below, safe: .path))
    }

    /// The URL that the application is mounted at, with a slash at its end.
    public var rootURL: String { InternationalURL.readable(rawRootURL) }

    /// Scheme and host, with a slash at its end.
    public var hostURL: String { InternationalURL.readable("\(scheme)://\(host)/") }

    private var rawRootURL: String {
        "\(scheme)://\(host)" + PercentEncoding.encode(rootPath, safe: .path) + "/"
    }

    /// Believes what these proxies add.
    package func trust(_ proxies: TrustedProxies) { facts.withLock { $0.trustedProxies = proxies } }

    private func trusted(_ read: (TrustedProxies) -> String?) -> String? {
        facts.withLock { $0.trustedProxies }.flatMap(read)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7F && !invalidHostBytes.contains(byte)
    }

    private static let invalidHostBytes = Array("/\\?#@\"<>^`{|}".utf8)
}
