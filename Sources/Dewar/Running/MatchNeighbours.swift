internal import DewarContract
internal import DewarHTTP
internal import DewarRouting

/// The rules beside the one that answers a request: those that would take it too, and where none does, those that came near.
struct MatchNeighbours {
    var site: Site
    var method: Method
    var target: String
    /// The route that answers; nil where none does.
    var won: RouteListing?

    var listing: [MatchListing.Near] {
        let others = site.routes.filter { !$0.rule.isBuildOnly && $0.listing != won }
        let fitting = others.compactMap { route in
            whyNot(route).map { MatchListing.Near(route.listing, why: $0) }
        }
        guard won == nil, fitting.isEmpty else { return fitting }
        return Array(
            others.compactMap(nearness).sorted { $0.likeness > $1.likeness }.prefix(3).map {
                MatchListing.Near($0.route.listing, why: $0.why)
            })
    }

    /// Why a rule that fits the path does not answer; nil for one that does not fit.
    private func whyNot(_ route: Route) -> String? {
        guard let table = try? site.map([route]).freeze() else { return nil }
        switch table.match(method, target: target) {
        case .found:
            guard let won else { return "it fits, but on another host" }
            return "it fits too, but " + reason(won.rule, before: route.rule.text)
        case .methodNotAllowed where won != nil: return nil
        case .methodNotAllowed(let methods): return "only for " + methods.map(\.rawValue).joined(separator: ", ")
        case .redirect where won == nil: return "it would take the path with another slash"
        case .redirect, .notFound: return nil
        }
    }

    /// Why one rule is tried before another, by the first segment in which they differ.
    private func reason(_ first: String, before second: String) -> String {
        for (a, b) in zip(segments(first), segments(second)) where a != b {
            guard let wanted = converter(a) else { return "`\(a)` is written out there, and goes before a variable" }
            guard let other = converter(b) else { break }
            if wanted != other { return "\(article(wanted)) is tried before \(article(other))" }
        }
        return segments(first).count == segments(second).count
            ? "the other was registered first" : "the other says more of the path"
    }

    /// How far a rule that does not fit agrees with the path, and the one thing that stands against it.
    private func nearness(_ route: Route) -> (route: Route, likeness: Int, why: String)? {
        let path = segments(String(target.prefix { $0 != "?" }))
        let rule = segments(route.rule.text)
        var likeness = 0
        var against: [String] = []
        for (segment, wanted) in zip(path, rule) {
            if segment == wanted {
                likeness += 3
            } else if let converter = converter(wanted) {
                if fits(segment, wanted) { likeness += 2 } else { against.append("`\(segment)` is no \(converter)") }
            } else {
                if segment.prefix(2).lowercased() == wanted.prefix(2).lowercased() { likeness += 2 }
                against.append("`\(segment)` is not `\(wanted)`")
            }
        }
        if path.count > rule.count { against.append("`\(path[rule.count])` is one segment too many") }
        if path.count < rule.count { against.append("`\(rule[path.count])` is missing") }
        guard against.count == 1, likeness > 1 else { return nil }
        return (route, likeness, against[0])
    }

    /// Whether a segment is what one variable takes.
    private func fits(_ segment: String, _ variable: String) -> Bool {
        var map = RouteMap()
        map.converters.own = site.app.routing.converters
        guard (try? map.add(Rule("/" + variable, endpoint: "one"))) != nil, let table = try? map.freeze() else {
            return false
        }
        if case .found = table.match(method, target: "/" + segment) { return true }
        return false
    }

    private func segments(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }

    /// `int` of `<int:id>`, `string` of `<name>`; nil for text.
    private func converter(_ segment: String) -> String? {
        guard segment.hasPrefix("<"), segment.hasSuffix(">") else { return nil }
        guard let colon = segment.firstIndex(of: ":") else { return "string" }
        return String(segment[segment.index(after: segment.startIndex)..<colon].prefix { $0 != "(" })
    }

    private func article(_ converter: String) -> String {
        ("aeiou".contains(converter.prefix(1)) && converter != "uuid" ? "an " : "a ") + converter
    }
}

extension Site {
    /// A map of some of the routes, by the app's own converters.
    func map(_ routes: [Route]) -> RouteMap {
        var map = RouteMap()
        map.strictSlashes = app.routing.strictSlashes
        map.mergeSlashes = app.routing.mergeSlashes
        map.converters.own = app.routing.converters
        map.hostMatching = table.hostMatching
        for route in routes { _ = try? map.add(route.rule) }
        return map
    }
}
