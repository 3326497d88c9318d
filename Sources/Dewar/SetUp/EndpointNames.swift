/// Gives every route its endpoint. A route without a name gets one of its rule: the fixed words joined by `_`, `index` for
/// `/`; where that is another rule's name already, its arguments' names are added, then a number. Shorter rules choose first,
/// so that `/users` is `users` and `/users/<int:id>` `users_id`, in whatever order they are registered.
struct EndpointNames {
    /// The whole names, blueprints' names included, in the order of the routes.
    private(set) var names: [String]

    /// - Parameter routes: each with its blueprint's full name and a dot, its own name and rule, and the rule with prefixes.
    init(_ routes: [(namespace: String, name: String?, rule: String, wholeRule: String)]) {
        names = routes.map { $0.namespace + ($0.name ?? "") }
        var rules: [String: String] = [:]
        for (index, route) in routes.enumerated() where route.name != nil { rules[names[index]] = route.wholeRule }

        let unnamed = routes.indices.filter { routes[$0].name == nil }
        let shortFirst = unnamed.map { (count: EndpointNames.variables(routes[$0].rule).count, index: $0) }.sorted(
            by: <)
        for (_, index) in shortFirst {
            let (namespace, _, rule, wholeRule) = routes[index]
            var attempt = 0
            repeat {
                names[index] = namespace + EndpointNames.candidate(rule, attempt)
                attempt += 1
            } while rules[names[index], default: wholeRule] != wholeRule
            rules[names[index]] = wholeRule
        }
    }

    /// Ever longer names for a rule.
    private static func candidate(_ rule: String, _ attempt: Int) -> String {
        let words = rule.split(separator: "/").filter { !$0.contains("<") }.map(identifier)
        let short = words.isEmpty ? "index" : words.joined(separator: "_")
        if attempt == 0 { return short }
        let long = ([short] + variables(rule)).joined(separator: "_")
        return attempt == 1 ? long : "\(long)_\(attempt)"
    }

    /// The names of a rule's arguments.
    private static func variables(_ rule: String) -> [String] {
        rule.split(separator: "<").dropFirst().compactMap { part in
            part.split(separator: ">").first?.split(separator: ":").last.map(String.init)
        }
    }

    private static func identifier(_ word: Substring) -> String {
        String(word.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    }
}
