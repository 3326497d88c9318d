/// The names under which a blueprint's rules are added: its dotted name, its prefix and subdomain, joined with those of the
/// blueprints around it (Flask: BlueprintSetupState).
///
/// ```swift
/// let shop = RouteScope.app.nested(name: "shop", prefix: "/shop")
/// try map.add(shop.scoped(Rule("/<int:id>", endpoint: "item")))     // "/shop/<int:id>", "shop.item"
/// ```
package struct RouteScope: Sendable, Hashable {
    /// The dotted name; empty for the app itself.
    package var name = ""
    package var prefix = ""
    package var subdomain: String?
    package var defaults: [Rule.Default] = []

    /// The app's own scope: nothing is added.
    package static let app = RouteScope()

    package init() {}

    /// The scope of a blueprint that is registered in this one.
    ///
    /// - Parameters:
    ///   - prefix: the blueprint's own, or the one given when it is registered; nil for none.
    ///   - subdomain: likewise; it stands before that of the scope.
    package func nested(
        name: String, prefix: String? = nil, subdomain: String? = nil, defaults: [Rule.Default] = []
    ) -> RouteScope {
        var scope = RouteScope()
        scope.name = self.name.isEmpty ? name : "\(self.name).\(name)"
        scope.prefix = RouteScope.joined(self.prefix, prefix)
        scope.subdomain = subdomain.map { inner in self.subdomain.map { "\(inner).\($0)" } ?? inner } ?? self.subdomain
        scope.defaults = defaults
        return scope
    }

    /// The rule as it is added to the map.
    package func scoped(_ rule: Rule) -> Rule {
        var rule = rule
        if !prefix.isEmpty { rule.text = rule.text.isEmpty ? prefix : RouteScope.slashed(prefix, rule.text) }
        if !name.isEmpty { rule.endpoint = "\(name).\(rule.endpoint)" }
        if rule.subdomain == nil { rule.subdomain = subdomain }
        rule.defaults += defaults.filter { entry in !rule.defaults.contains { $0.name == entry.name } }
        return rule
    }

    /// The endpoint that a name stands for while `current` is served: `.index` is in the blueprint of `current`.
    package static func endpoint(_ name: String, from current: String?) throws(RoutingError) -> String {
        guard name.utf8.first == UInt8(ascii: ".") else { return name }
        guard let current else { throw RoutingError(.noCurrentEndpoint(name)) }
        guard let dot = current.lastIndex(of: ".") else { return String(name.dropFirst()) }
        return current[..<dot] + name
    }

    private static func joined(_ outer: String, _ inner: String?) -> String {
        guard let inner else { return outer }
        return outer.isEmpty ? inner : slashed(outer, inner)
    }

    private static func slashed(_ first: String, _ second: String) -> String {
        var head = first[...]
        while head.utf8.last == UInt8(ascii: "/") { head = head.dropLast() }
        var tail = second[...]
        while tail.utf8.first == UInt8(ascii: "/") { tail = tail.dropFirst() }
        return "\(head)/\(tail)"
    }
}
