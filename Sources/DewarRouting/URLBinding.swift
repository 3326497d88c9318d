import DewarHTTP

/// Where an app is mounted, for URLs that name their host (Werkzeug: MapAdapter).
package struct URLBinding: Sendable {
    /// The host that rules without a subdomain belong to, with its port if it is not the usual one.
    package var serverName: String
    /// The path under which the app is mounted.
    package var scriptName: String
    /// The subdomain of the request, or its host when the map matches hosts.
    package var domain: String
    package var scheme: String
    package var hostMatching: Bool

    package init(
        serverName: String, scriptName: String = "/", domain: String = "", scheme: String = "http",
        hostMatching: Bool = false
    ) {
        self.serverName = InternationalURL.asciiHost(serverName)
        self.scriptName = scriptName.hasSuffix("/") ? scriptName : scriptName + "/"
        self.domain = domain
        self.scheme = scheme
        self.hostMatching = hostMatching
    }

    /// The whole host of a subdomain; when the map matches hosts it is one already.
    func host(_ domain: String) -> String {
        if hostMatching { return domain }
        return domain.isEmpty ? serverName : "\(domain).\(serverName)"
    }

    /// The absolute URL of a redirect, with the query as it was sent.
    package func url(_ redirect: RouteRedirect, query: String = "") -> String {
        absolute(redirect.domain ?? domain, redirect.path, scheme: scheme) + (query.isEmpty ? "" : "?\(query)")
    }

    func absolute(_ domain: String, _ path: String, scheme: String) -> String {
        (scheme.isEmpty ? "" : "\(scheme):") + "//\(host(domain))" + relative(path)
    }

    func relative(_ path: String) -> String {
        var path = path[...]
        while path.utf8.first == UInt8(ascii: "/") { path = path.dropFirst() }
        return (scriptName.utf8.first == UInt8(ascii: "/") ? "" : "/") + scriptName + path
    }
}

extension RouteTable {
    /// The subdomain of a Host field, or the host itself when the table matches hosts: what `match` wants as domain.
    /// A host outside of `serverName` gives `<invalid>`, which no literal subdomain matches.
    package func domain(ofHost host: String, serverName: String) -> String {
        let host = host.lowercased()
        if hostMatching { return host }
        let name = serverName.lowercased()
        if host == name { return "" }
        return host.hasSuffix(".\(name)") ? String(host.dropLast(name.count + 1)) : "<invalid>"
    }
}
