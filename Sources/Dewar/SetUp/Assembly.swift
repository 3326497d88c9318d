import DewarHTTP

/// Puts the registrations of an app and its blueprints together, and collects what is wrong with them.
struct Assembly {
    private(set) var routes: [Route] = []
    private(set) var table = RouteTable()
    private(set) var outermost = Pipeline(blueprints: [], levels: [])
    private var pending: [Pending] = []
    private var problems: [SetUpError.Found] = []

    /// A route with its prefixes, before its endpoint is settled.
    private struct Pending {
        var registration: RouteRegistration
        var rule: String
        /// The blueprint's full name and a dot, or nothing.
        var namespace: String
        var pipeline: Pipeline
    }

    mutating func take(_ app: App) throws {
        let registered = app.registrations.freeze()
        outermost = Pipeline(blueprints: [], levels: [registered])
        collect(registered, prefix: "", names: [], levels: [registered], pipeline: outermost)
        addRoutes()
        guard problems.isEmpty else { throw SetUpError(problems: problems) }
    }

    // MARK: Walking the blueprints

    private mutating func collect(
        _ registered: Registered, prefix: String, names: [String], levels: [Registered], pipeline: Pipeline
    ) {
        for entry in registered.entries {
            switch entry {
            case .route(let route):
                let namespace = names.map { $0 + "." }.joined()
                pending.append(
                    Pending(
                        registration: route, rule: Assembly.join(prefix, route.rule), namespace: namespace,
                        pipeline: pipeline))
            case .blueprint(let registration):
                let blueprint = registration.blueprint
                let inner = blueprint.registrations.freeze()
                let names = names + [registration.name ?? blueprint.name]
                let levels = levels + [inner]
                collect(
                    inner, prefix: Assembly.join(prefix, registration.prefix ?? blueprint.prefix), names: names,
                    levels: levels,
                    pipeline: Pipeline(blueprints: Assembly.innermostFirst(names), levels: levels))
            }
        }
    }

    /// `["api", "v1"]` → `["api.v1", "api"]`.
    private static func innermostFirst(_ names: [String]) -> [String] {
        names.indices.reversed().map { names[...$0].joined(separator: ".") }
    }

    /// One slash between a prefix and a rule; an empty rule is the prefix itself (Flask: BlueprintSetupState.add_url_rule).
    private static func join(_ prefix: String, _ rule: String) -> String {
        guard !prefix.isEmpty else { return rule }
        guard !rule.isEmpty else { return prefix }
        var prefix = prefix
        while prefix.hasSuffix("/") { prefix.removeLast() }
        return prefix + "/" + rule.drop { $0 == "/" }
    }

    // MARK: Routes

    private mutating func addRoutes() {
        let endpoints = EndpointNames(pending.map { ($0.namespace, $0.registration.name, $0.rule) })
        var owners: [String: (rule: String, place: Place)] = [:]
        for (route, endpoint) in zip(pending, endpoints.names) {
            let place = route.registration.place
            if let owner = owners[endpoint], owner.rule != route.rule {
                problems.append(
                    .init(
                        problem: .endpointTwice(
                            name: endpoint, rule: route.rule, other: owner.rule, otherPlace: owner.place),
                        place: place))
            }
            owners[endpoint] = (route.rule, place)
            check(route)
            add(route, endpoint)
        }
    }

    private mutating func add(_ pending: Pending, _ endpoint: String) {
        var methods = pending.registration.methods
        if methods.contains(.get), !methods.contains(.head) { methods.append(.head) }
        if !methods.contains(.options) { methods.append(.options) }
        table.add(rule: pending.rule, methods: methods.map(\.rawValue), endpoint: endpoint)
        routes.append(
            Route(
                endpoint: endpoint, rule: pending.rule, methods: methods, view: pending.registration.view,
                place: pending.registration.place, pipeline: pending.pipeline))
    }

    /// The rule's arguments against the view's.
    private mutating func check(_ pending: Pending) {
        let variables = RouteTable.variables(pending.rule)
        let types = pending.registration.view.parameters
        let place = pending.registration.place
        guard variables.count == types.count || types.isEmpty else {
            let problem = SetUpProblem.argumentCount(
                rule: pending.rule, names: variables.map(\.name), takes: types.map { "\($0)" })
            return problems.append(.init(problem: problem, place: place))
        }
        for (variable, type) in zip(variables, types) where !type.acceptedKinds.contains(variable.kind) {
            let problem = SetUpProblem.argumentType(
                rule: pending.rule, name: variable.name, converter: variable.kind.rawValue, type: "\(type)",
                suggestion: nil)
            problems.append(.init(problem: problem, place: place))
        }
    }
}
