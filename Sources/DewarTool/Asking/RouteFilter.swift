internal import DewarContract
internal import DewarRouting

/// Which routes are shown.
struct RouteFilter: Hashable {
    /// Text in the rule, the endpoint or the source, in capitals or not.
    var text: String?
    /// A blueprint's full name; those inside it count too.
    var blueprint: String?
    var method: String?

    var isEmpty: Bool { text == nil && blueprint == nil && method == nil }

    func takes(_ route: RouteListing) -> Bool {
        takesText(route) && takesBlueprint(route)
            && (method.map { wanted in route.methods.contains { $0 == wanted.uppercased() } } ?? true)
    }

    private func takesText(_ route: RouteListing) -> Bool {
        guard let text = text?.lowercased() else { return true }
        return [route.rule, route.endpoint, route.source].contains { $0.lowercased().contains(text) }
    }

    private func takesBlueprint(_ route: RouteListing) -> Bool {
        guard let blueprint else { return true }
        return route.blueprint == blueprint || route.blueprint?.hasPrefix(blueprint + ".") ?? false
    }

    /// Nothing is left: which name was most likely meant.
    func problem(among routes: [RouteListing]) -> Problem {
        let blueprints = Array(Set(routes.compactMap(\.blueprint))).sorted()
        let methods = Array(Set(routes.flatMap(\.methods))).sorted()
        if let blueprint, !blueprints.contains(where: { $0 == blueprint || $0.hasPrefix(blueprint + ".") }) {
            return Problem(
                "the app has no blueprint `\(blueprint)`",
                why: [blueprints.isEmpty ? "it has none" : "it has \(blueprints.joined(separator: ", "))"],
                hint: nearest(to: blueprint, among: blueprints).map { "did you mean `\($0)`?" },
                exit: .wrongUsage)
        }
        if let method, !methods.contains(method.uppercased()) {
            return Problem(
                "no route answers `\(method)`", why: ["the methods are \(methods.joined(separator: ", "))"],
                hint: nearest(to: method, among: methods).map { "did you mean `\($0)`?" },
                exit: .wrongUsage)
        }
        return Problem("no route is like that", why: ["the app has \(routes.count)"])
    }
}
