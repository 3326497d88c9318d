import DewarHTTP
import DewarRouting

/// `conformance routing`: a case of rules and probes, as `Fixtures/conformance/routing/README.md` says.
package enum RoutingMode {
    package static func answer(_ line: String) throws -> String {
        let test = try JSONReader.node(line)
        let id = JSONNode.Member("id", test["id"] ?? .null)
        let routes: ConformanceRoutes
        do {
            routes = try ConformanceRoutes(test)
        } catch let error as RoutingError {
            return JSONNode.object([id, JSONNode.Member("invalid", .string(error.description))]).text()
        }
        let results = (test["probes"]?.elements ?? []).map(routes.result)
        return JSONNode.object([id, JSONNode.Member("results", .array(results))]).text()
    }
}

/// The table of a case, and where it is bound.
struct ConformanceRoutes {
    let table: RouteTable
    private let bind: JSONNode
    /// Subdomains count: always, but for a Flask app that does not match them.
    private let matchesDomains: Bool
    private let serverName: String

    init(_ test: JSONNode) throws {
        var map = RouteMap()
        let options = test["map"]
        map.strictSlashes = options?["strict_slashes"]?.bool ?? true
        map.mergeSlashes = options?["merge_slashes"]?.bool ?? true
        map.redirectDefaults = options?["redirect_defaults"]?.bool ?? true
        map.hostMatching = options?["host_matching"]?.bool ?? false
        map.defaultSubdomain = options?["default_subdomain"]?.string ?? ""
        map.sortParameters = options?["sort_parameters"]?.bool ?? false
        if let app = test["app"] {
            try ConformanceRoutes.add(app, in: .app, to: &map)
        } else {
            for rule in test["rules"]?.elements ?? [] { try map.add(ConformanceRoutes.rule(rule)) }
        }
        table = try map.freeze()
        bind = test["bind"] ?? .object([])
        matchesDomains = test["app"].map { $0["subdomain_matching"]?.bool ?? false } ?? true
        serverName = test["app"]?["server_name"]?.string ?? "example.com"
    }

    /// A blueprint's rules, or the app's, and the blueprints inside.
    private static func add(_ node: JSONNode, in scope: RouteScope, to map: inout RouteMap) throws {
        for entry in node["rules"]?.elements ?? [] {
            var rule = rule(entry)
            var methods = rule.methods ?? [.get]
            if entry["provide_automatic_options"]?.bool ?? true, !methods.contains(.options) {
                methods.append(.options)
            }
            rule.methods = methods
            try map.add(scope.scoped(rule))
        }
        for blueprint in node["blueprints"]?.elements ?? [] {
            let given = blueprint["register"]
            let inner = scope.nested(
                name: given?["name"]?.string ?? blueprint["name"]?.string ?? "",
                prefix: given?["url_prefix"]?.string ?? blueprint["url_prefix"]?.string,
                subdomain: given?["subdomain"]?.string ?? blueprint["subdomain"]?.string,
                defaults: defaults(blueprint["url_defaults"]))
            try add(blueprint, in: inner, to: &map)
        }
    }

    private static func rule(_ node: JSONNode) -> Rule {
        Rule(
            node["rule"]?.string ?? "", endpoint: node["endpoint"]?.string ?? "",
            methods: node["methods"]?.elements.map { Method($0.string ?? "") }, defaults: defaults(node["defaults"]),
            subdomain: node["subdomain"]?.string, host: node["host"]?.string,
            strictSlashes: node["strict_slashes"]?.bool,
            mergeSlashes: node["merge_slashes"]?.bool, isBuildOnly: node["build_only"]?.bool ?? false,
            isAlias: node["alias"]?.bool ?? false)
    }

    private static func defaults(_ node: JSONNode?) -> [Rule.Default] {
        node?.members.map { Rule.Default($0.name, $0.value.pathValues.first ?? .null) } ?? []
    }

    func result(_ probe: JSONNode) -> JSONNode {
        probe["kind"]?.string == "build" ? built(probe) : matched(probe)
    }

    private func binding(_ probe: JSONNode) -> URLBinding {
        func option(_ name: String) -> String? { probe["bind"]?[name]?.string ?? bind[name]?.string }
        let server = option("server_name") ?? serverName
        let (script, scheme) = (option("script_name") ?? "/", option("url_scheme") ?? "http")
        if let host = probe["host"]?.string {
            return table.binding(
                host: host, serverName: matchesDomains ? server : nil, scriptName: script, scheme: scheme)
        }
        return URLBinding(
            serverName: server, scriptName: script,
            domain: table.hostMatching ? server : option("subdomain") ?? table.defaultSubdomain, scheme: scheme,
            hostMatching: table.hostMatching)
    }

    private func matched(_ probe: JSONNode) -> JSONNode {
        let binding = binding(probe)
        // Werkzeug's adapter takes its caller's method in any case; on the wire a method is what it is.
        let method = Method(probe["method"]?.string?.uppercased() ?? "GET")
        let match =
            if let raw = probe["raw_path"]?.string {
                table.match(method, target: raw, domain: binding.domain)
            } else {
                table.match(method, path: probe["path"]?.string ?? "", domain: binding.domain)
            }
        switch match {
        case .notFound: return .object([JSONNode.Member("error", .int(404))])
        case .methodNotAllowed(let methods):
            let allow = JSONNode.array(methods.map { .string($0.rawValue) })
            return .object([JSONNode.Member("error", .int(405)), JSONNode.Member("allow", allow)])
        case .redirect(let redirect):
            let url = binding.url(redirect, query: probe["query"]?.string ?? "")
            return .object([JSONNode.Member("redirect", .string(url)), JSONNode.Member("code", .int(308))])
        case .found(let rule, let captures):
            let names = table.argumentNames(ofRule: rule)
            let values = zip(names, captures.values)
            let types = values.compactMap { name, value in value.typeName.map { JSONNode.Member(name, .string($0)) } }
            let args = values.map { name, value in JSONNode.Member(name, value.node) }
            return .object(
                [
                    JSONNode.Member("endpoint", .string(table.rule(rule).endpoint)),
                    JSONNode.Member("args", .object(args)),
                ]
                    + (types.isEmpty ? [] : [JSONNode.Member("types", .object(types))]))
        }
    }

    private func built(_ probe: JSONNode) -> JSONNode {
        let order = probe["order"]?.elements.compactMap(\.string) ?? probe["values"]?.members.map(\.name) ?? []
        var values = URLValues()
        for name in order { values[name] = probe["values"]?[name]?.pathValues ?? [] }
        var options = RouteTable.BuildOptions(method: probe["method"]?.string.map { Method($0) })
        options.isExternal = probe["external"]?.bool ?? false
        options.appendsUnknown = probe["append_unknown"]?.bool ?? true
        do {
            let endpoint = try RouteScope.endpoint(probe["endpoint"]?.string ?? "", from: current(probe))
            let url = try table.build(endpoint, values, on: binding(probe), options)
            return .object([JSONNode.Member("url", .string(url))])
        } catch {
            return .object([JSONNode.Member("error", .string("build")), JSONNode.Member("why", .string("\(error)"))])
        }
    }

    /// The endpoint of the URL that is being served.
    private func current(_ probe: JSONNode) -> String? {
        guard let path = probe["from_path"]?.string else { return nil }
        guard case .found(let rule, _) = table.match(.get, path: path, domain: binding(probe).domain) else {
            return nil
        }
        return table.rule(rule).endpoint
    }
}

extension PathValue {
    fileprivate var node: JSONNode {
        switch self {
        case .string(let string): .string(string)
        case .int(let int): .int(int)
        case .float(let double): .float(double)
        case .uuid: .string(text ?? "")
        case .bool(let bool): .bool(bool)
        case .null: .null
        }
    }

    fileprivate var typeName: String? {
        switch self {
        case .string: nil
        case .int: "int"
        case .float: "float"
        case .uuid: "uuid"
        case .bool: "bool"
        case .null: "null"
        }
    }
}

extension JSONNode {
    /// The values that this stands for in a URL: a list stands for several.
    fileprivate var pathValues: [PathValue] {
        switch self {
        case .null, .object: []
        case .bool(let bool): [.bool(bool)]
        case .int(let int): [.int(int)]
        case .bigInt(let digits): [.string(digits)]
        case .float(let double): [.float(double)]
        case .string(let string): [.string(string)]
        case .array(let elements): elements.flatMap(\.pathValues)
        }
    }
}
