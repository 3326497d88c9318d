internal import DewarContract
internal import DewarHTTP
internal import DewarLinux
internal import DewarRouting

/// Puts the registrations of an app and its blueprints together, and collects what is wrong with them.
struct Assembly {
    private let app: App
    private var map = RouteMap()
    /// The routes by the router's index; a view with several rules stands several times.
    private(set) var routes: [Route] = []
    private(set) var outermost: Pipeline
    let registered: Registered
    /// The folders of static files by the endpoint that serves them.
    private(set) var staticFolders: [String: String] = [:]
    /// The folders of templates: the app's, then the blueprints' in the order of their registration.
    private(set) var templateFolders: [String] = []
    private(set) var usesSubdomains = false
    private var pending: [Pending] = []
    private var problems: [SetUpError.Found] = []

    /// A route in its blueprints, before its endpoint is settled.
    private struct Pending {
        var registration: RouteRegistration
        var scope: RouteScope
        var pipeline: Pipeline

        var wholeRule: String { scope.scoped(Rule(registration.rule, endpoint: "")).text }
    }

    init(_ app: App) {
        self.app = app
        registered = app.registrations.freeze()
        outermost = Pipeline(blueprints: [], levels: [registered])
        problems = registered.problems
        templateFolders = [app.path("templates")]
        addStaticFiles(app.staticFiles.folder, at: app.staticFiles.path, .app, outermost)
        for problem in app.config.problems { report(.configuration(problem), nil) }
        collect(registered, scope: .app, levels: [registered], inside: [], pipeline: outermost)
    }

    /// The router's table, if nothing is wrong; warnings are told at once.
    mutating func table() throws -> RouteTable {
        checkCommands()
        prepareMap()
        addRoutes()
        warnOfUnreachable()
        do throws(RoutingError) {
            guard problems.isEmpty else { throw RoutingError(.noLeadingSlash) }
            return try map.freeze()
        } catch {
            if problems.isEmpty { report(.rule(error), nil) }
            throw SetUpError(problems: problems)
        }
    }

    private mutating func report(_ problem: SetUpProblem, _ place: Place?) {
        problems.append(SetUpError.Found(problem: problem, place: place))
    }

    // MARK: Blueprints

    private mutating func collect(
        _ registered: Registered, scope: RouteScope, levels: [Registered], inside: [Blueprint], pipeline: Pipeline
    ) {
        var names: [String: Place] = [:]
        for entry in registered.entries {
            switch entry {
            case .route(let route): pending.append(Pending(registration: route, scope: scope, pipeline: pipeline))
            case .blueprint(let registration):
                let blueprint = registration.blueprint
                let name = registration.name ?? blueprint.name
                if name.contains(".") { report(.dottedName(kind: "a blueprint", name: name), registration.place) }
                if let other = names[name] {
                    report(.blueprintTwice(name: name, otherPlace: other), registration.place)
                }
                guard !inside.contains(where: { $0 === blueprint }) else {
                    report(.blueprintInItself(name: name), registration.place)
                    continue
                }
                names[name] = registration.place
                let inner = scope.nested(
                    name: name, prefix: registration.prefix ?? blueprint.prefix,
                    subdomain: registration.subdomain ?? blueprint.subdomain)
                let levels = levels + [blueprint.registrations.freeze()]
                let pipeline = Pipeline(blueprints: Assembly.innermostFirst(inner.name), levels: levels)
                addFiles(of: blueprint, inner, pipeline)
                collect(
                    levels.last!, scope: inner, levels: levels, inside: inside + [blueprint], pipeline: pipeline)
            }
        }
    }

    private mutating func addFiles(of blueprint: Blueprint, _ scope: RouteScope, _ pipeline: Pipeline) {
        if let folder = blueprint.templates, !templateFolders.contains(app.path(folder)) {
            templateFolders.append(app.path(folder))
        }
        let name = blueprint.staticFiles?.split(separator: "/").last.map { "/\($0)" } ?? "/static"
        addStaticFiles(blueprint.staticFiles, at: name, scope, pipeline)
    }

    private mutating func addStaticFiles(
        _ folder: String?, at path: String, _ scope: RouteScope, _ pipeline: Pipeline
    ) {
        guard let folder = folder.map(app.path) else { return }
        let route = RouteRegistration.staticFiles(folder, at: path, app.staticFiles)
        staticFolders[scope.name.isEmpty ? "static" : "\(scope.name).static"] = folder
        pending.append(Pending(registration: route, scope: scope, pipeline: pipeline))
    }

    /// `api.v1` → `["api.v1", "api"]`.
    private static func innermostFirst(_ name: String) -> [String] {
        let parts = name.split(separator: ".")
        return parts.indices.reversed().map { parts[...$0].joined(separator: ".") }
    }

    private mutating func checkCommands() {
        var places: [String: Place] = [:]
        for command in registered.commands {
            if let other = places[command.name] {
                report(.commandTwice(name: command.name, otherPlace: other), command.place)
            }
            places[command.name] = command.place
        }
    }

    // MARK: Routes

    private mutating func prepareMap() {
        let options = app.routing
        map.strictSlashes = options.strictSlashes
        map.mergeSlashes = options.mergeSlashes
        map.redirectDefaults = options.redirectDefaults
        map.converters.own = options.converters
        map.hostMatching = pending.contains { $0.registration.host != nil }
    }

    private mutating func addRoutes() {
        let endpoints = EndpointNames(
            pending.map { route in
                let namespace = route.scope.name.isEmpty ? "" : route.scope.name + "."
                return (namespace, route.registration.name, route.registration.rule, route.wholeRule)
            })
        var owners: [String: Pending] = [:]
        for (route, endpoint) in zip(pending, endpoints.names) {
            let place = route.registration.place
            if let name = route.registration.name, name.contains(".") {
                report(.dottedName(kind: "an endpoint", name: name), place)
            }
            if let owner = owners[endpoint], owner.wholeRule != route.wholeRule,
                let otherPlace = owner.registration.place
            {
                report(
                    .endpointTwice(
                        name: endpoint, rule: route.wholeRule, other: owner.wholeRule, otherPlace: otherPlace), place)
            }
            owners[endpoint] = route
            add(route, endpoint)
        }
    }

    private mutating func add(_ pending: Pending, _ endpoint: String) {
        let registration = pending.registration
        var first: Int?
        let ownName = String(endpoint.dropFirst(pending.scope.name.isEmpty ? 0 : pending.scope.name.count + 1))
        for rule in registration.rules(endpoint: ownName) {
            do throws(RoutingError) {
                let rule = pending.scope.scoped(rule)
                let index = try map.add(rule)
                let taken = TakenArguments(map.argumentNames(ofRule: index), takers: pending.pipeline.urlTakers)
                var registration = registration
                registration.view = registration.view.leaving(taken)
                routes.append(
                    Route(
                        endpoint: endpoint, rule: rule, methods: rule.methods ?? [], registration: registration,
                        app: app, pipeline: pending.pipeline.taking(taken)))
                try map.check(registration.view.parameters, taken: taken.types, forRule: index)
                checkDomain(rule, registration.place)
                checkOrder(of: index, like: first, registration.place)
                first = first ?? index
            } catch {
                report(.rule(error), registration.place)
            }
        }
    }

    private mutating func checkOrder(of index: Int, like first: Int?, _ place: Place?) {
        guard let first else { return }
        let names = map.argumentNames(ofRule: index)
        let firstNames = map.argumentNames(ofRule: first)
        guard names != firstNames else { return }
        report(
            .argumentOrder(
                rule: routes[index].rule.text, names: names, other: routes[first].rule.text, otherNames: firstNames),
            place)
    }

    private mutating func checkDomain(_ rule: Rule, _ place: Place?) {
        guard rule.subdomain != nil else { return }
        usesSubdomains = true
        if app.config.serverName == nil { report(.serverNameMissing(rule: rule.text), place) }
    }

    /// `dewar routes` tells it itself, with its own words.
    private func warnOfUnreachable() {
        guard Host.variable(Contract.mode) != "routes" else { return }
        for found in map.hidden() where found.isWhole {
            guard let place = routes[found.by].place else { continue }
            let problem = SetUpProblem.unreachable(
                rule: routes[found.index].rule.text, other: routes[found.by].rule.text, otherPlace: place)
            Console.error(problem.sentence(at: routes[found.index].place))
        }
    }
}
