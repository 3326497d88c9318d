public import DewarHTTP
public import DewarRouting

/// Why a URL could not be built (Werkzeug: BuildError).
public struct URLBuildError: Error, CustomStringConvertible {
    /// The endpoint, relative names made whole.
    public var endpoint: String
    /// What is missing or wrong, and what to write instead.
    public var description: String
}

extension Request {
    /// The URL of an endpoint, built from its rule; values that are no arguments go into the query (Flask: url_for).
    ///
    /// ```swift
    /// try request.urlFor("admin.user", ["id": 5, "tab": "log"])       // /admin/users/5?tab=log
    /// try request.urlFor(".user", ["id": 5], external: true)          // of the current blueprint, absolute
    /// ```
    /// - Parameters:
    ///   - anchor: what stands behind `#`.
    ///   - external: with scheme and host.
    ///   - method: only rules that answer this method.
    ///   - scheme: another scheme, such as `https`; the URL is then absolute.
    public func urlFor(
        _ endpoint: String, _ values: URLValues = [:], anchor: String? = nil, external: Bool = false,
        method: Method? = nil, scheme: String? = nil
    ) throws -> String {
        let site = route.app.site
        let options = RouteTable.BuildOptions(
            method: method, isExternal: external || scheme != nil, scheme: scheme)
        return try site.url(
            endpoint, values, from: self.endpoint, for: self, on: site.binding(for: self), options, anchor: anchor)
    }
}

extension App {
    /// The URL of an endpoint outside of a request: a path, or an absolute URL of `config.serverName`.
    public func urlFor(
        _ endpoint: String, _ values: URLValues = [:], anchor: String? = nil, external: Bool = false,
        method: Method? = nil, scheme: String? = nil
    ) throws -> String {
        let site = try start()
        let binding = URLBinding(
            serverName: config.serverName ?? "localhost", scheme: config.preferredURLScheme,
            hostMatching: site.table.hostMatching)
        let options = RouteTable.BuildOptions(
            method: method, isExternal: external || scheme != nil, scheme: scheme)
        return try site.url(endpoint, values, from: nil, for: nil, on: binding, options, anchor: anchor)
    }
}

extension Site {
    fileprivate func url(
        _ name: String, _ values: URLValues, from current: String?, for request: Request?,
        on binding: URLBinding, _ options: RouteTable.BuildOptions, anchor: String?
    ) throws -> String {
        var endpoint = name
        do throws(RoutingError) {
            endpoint = try RouteScope.endpoint(name, from: current)
            let values = withVersion(endpoint, withDefaults(endpoint, values, request))
            let url = try table.build(endpoint, values, on: binding, options)
            return url + (anchor.map { "#" + PercentEncoding.encode($0, safe: .fragment) } ?? "")
        } catch {
            throw URLBuildError(endpoint: endpoint, description: error.description)
        }
    }

    /// The values with those that the app or the endpoint's blueprint gives where they are missing.
    private func withDefaults(_ endpoint: String, _ values: URLValues, _ request: Request?) -> URLValues {
        guard let request, let givers = urlDefaults[endpoint] else { return values }
        var values = values
        for giver in givers.reversed() where !values.contains(giver.name) { values[giver.name] = giver.value(request) }
        return values
    }

    /// Who gives which endpoint's arguments; nobody, mostly.
    static func urlDefaults(_ routes: [Route], _ table: RouteTable) -> [String: [URLDefault]] {
        var givers: [String: [URLDefault]] = [:]
        for (index, route) in routes.enumerated() where !route.pipeline.urlDefaults.isEmpty {
            guard let endpoint = route.endpoint else { continue }
            let names = table.argumentNames(ofRule: index)
            givers[endpoint, default: []] += route.pipeline.urlDefaults.filter { names.contains($0.name) }
        }
        return givers
    }
}
