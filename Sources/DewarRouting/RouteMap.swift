import DewarHTTP

/// Where rules are added, read and checked; `freeze` makes of it the table that requests are matched with.
///
/// ```swift
/// var map = RouteMap()
/// try map.add(Rule("/users/<int:id>", endpoint: "user", methods: ["GET"]))
/// let table = try map.freeze()
/// ```
package struct RouteMap: Sendable {
    /// `/a` redirects to a rule `/a/`.
    package var strictSlashes = true
    /// `//` counts as `/`, by a redirect.
    package var mergeSlashes = true
    /// A URL whose values are the defaults of another rule of its endpoint redirects there.
    package var redirectDefaults = true
    /// Rules are chosen by the whole host, not by the subdomain.
    package var hostMatching = false
    /// The subdomain of rules that name none.
    package var defaultSubdomain = ""
    /// The query of a built URL is sorted by name.
    package var sortParameters = false
    package var converters = ConverterTable()

    private(set) var rules: [ParsedRule] = []

    package init() {}

    /// The number of rules.
    package var count: Int { rules.count }

    /// Reads a rule and adds it; its index is the number of rules before it.
    @discardableResult
    package mutating func add(_ rule: Rule) throws(RoutingError) -> Int {
        guard rule.text.utf8.first == UInt8(ascii: "/") else {
            throw RoutingError(.noLeadingSlash, rule: rule.text, column: rule.text.isEmpty ? nil : 1)
        }
        let domainText = hostMatching ? rule.host ?? "" : rule.subdomain ?? defaultSubdomain
        var domainParser = RuleParser(domainText, converters: converters)
        let domain = try domainParser.parse()
        var parser = RuleParser(rule.text, converters: converters, names: domainParser.names)
        var path = try parser.parse()
        let mergeSlashes = rule.mergeSlashes ?? mergeSlashes
        if mergeSlashes { path = RouteMap.merged(path) }
        path.removeFirst()
        let parsed = ParsedRule(
            rule: rule, domain: domain, path: path, strictSlashes: rule.strictSlashes ?? strictSlashes,
            mergeSlashes: mergeSlashes, methods: rule.methods.map(RouteMap.completed))
        try parsed.checkDefaults()
        rules.append(parsed)
        return rules.count - 1
    }

    /// The methods in upper case; HEAD comes with GET.
    private static func completed(_ methods: [Method]) -> [Method] {
        var all: [Method] = []
        for method in methods.map({ Method($0.rawValue.uppercased()) }) where !all.contains(method) {
            all.append(method)
        }
        if all.contains(.get), !all.contains(.head) { all.append(.head) }
        return all
    }

    private static func merged(_ pieces: [RulePiece]) -> [RulePiece] {
        var merged: [RulePiece] = []
        for piece in pieces {
            if case .slash = piece, case .slash? = merged.last { continue }
            merged.append(piece)
        }
        return merged
    }

    /// Checks what only all rules together show, and makes the table.
    package func freeze() throws(RoutingError) -> RouteTable { try RouteTable(self) }
}
