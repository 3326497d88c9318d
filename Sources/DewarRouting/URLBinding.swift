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
    /// The binding of a request.
    ///
    /// - Parameters:
    ///   - host: the Host field, as sent.
    ///   - serverName: the configured host whose subdomains count; nil takes every host as the app's own.
    package func binding(
        host: String, serverName: String?, scriptName: String = "/", scheme: String = "http"
    ) -> URLBinding {
        let host = RouteTable.withoutUsualPort(host.lowercased(), scheme)
        let name = hostMatching ? host : serverName.map { RouteTable.withoutUsualPort($0.lowercased(), scheme) } ?? host
        let domain =
            hostMatching ? host : serverName == nil ? defaultSubdomain : RouteTable.subdomain(of: host, below: name)
        return URLBinding(
            serverName: name, scriptName: scriptName, domain: domain, scheme: scheme, hostMatching: hostMatching)
    }

    /// What stands before the server name; `<invalid>`, which no literal subdomain is, for a host that is not below it.
    private static func subdomain(of host: String, below name: String) -> String {
        if host == name { return "" }
        return host.hasSuffix(".\(name)") ? String(host.dropLast(name.count + 1)) : "<invalid>"
    }

    private static func withoutUsualPort(_ host: String, _ scheme: String) -> String {
        let port = scheme == "https" || scheme == "wss" ? ":443" : ":80"
        return host.hasSuffix(port) ? String(host.dropLast(port.count)) : host
    }
}
