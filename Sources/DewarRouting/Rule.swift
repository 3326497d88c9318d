package import DewarHTTP

/// One rule of a map: what it matches and what it leads to (Werkzeug: Rule).
package struct Rule: Sendable {
    /// The pattern: `/users/<int:id>`.
    package var text: String
    package var endpoint: String
    /// The methods it answers; nil for every method. HEAD comes with GET.
    package var methods: [Method]?
    /// Values for variables that the pattern does not hold, or that shall be fixed, in the order of the view's arguments.
    package var defaults: [Default]
    /// What stands before the server name in the host; nil for the map's default.
    package var subdomain: String?
    /// The whole host, when the map matches hosts.
    package var host: String?
    /// Whether `/a` redirects to the rule `/a/`; if not it matches. Nil for the map's choice.
    package var strictSlashes: Bool?
    /// Whether `//` counts as `/`, by a redirect. Nil for the map's choice.
    package var mergeSlashes: Bool?
    /// Only URLs are built from it; it never matches.
    package var isBuildOnly: Bool
    /// It redirects to the endpoint's other rule.
    package var isAlias: Bool

    /// A value that a rule fixes.
    package struct Default: Sendable, Hashable {
        package var name: String
        package var value: PathValue

        package init(_ name: String, _ value: PathValue) {
            self.name = name
            self.value = value
        }
    }

    package init(
        _ text: String, endpoint: String, methods: [Method]? = nil, defaults: [Default] = [], subdomain: String? = nil,
        host: String? = nil, strictSlashes: Bool? = nil, mergeSlashes: Bool? = nil, isBuildOnly: Bool = false,
        isAlias: Bool = false
    ) {
        self.text = text
        self.endpoint = endpoint
        self.methods = methods
        self.defaults = defaults
        self.subdomain = subdomain
        self.host = host
        self.strictSlashes = strictSlashes
        self.mergeSlashes = mergeSlashes
        self.isBuildOnly = isBuildOnly
        self.isAlias = isAlias
    }
}

/// A rule whose text has been read.
struct ParsedRule: Sendable {
    var rule: Rule
    /// The subdomain or host: no slashes; none stands for the empty one.
    var domain: [RulePiece]
    /// The path without its first slash.
    var path: [RulePiece]
    var strictSlashes: Bool
    var mergeSlashes: Bool
    /// The methods in upper case, with HEAD where there is GET; nil for all.
    var methods: [Method]?

    /// The variables in order, those of the domain first.
    var variables: [(name: String, converter: VariableConverter)] {
        (domain + path).compactMap {
            if case .variable(let name, let converter) = $0 { (name, converter) } else { nil }
        }
    }

    /// The defaults that are no variables of the rule; the view gets them after the variables.
    var extraDefaults: [Rule.Default] {
        let names = Set(variables.map(\.name))
        return rule.defaults.filter { !names.contains($0.name) }
    }

    /// The names that the view is called with.
    var argumentNames: Set<String> { Set(variables.map(\.name)).union(rule.defaults.map(\.name)) }
}

/// A piece of a rule's text.
enum RulePiece: Sendable {
    case slash
    case literal(String)
    case variable(name: String, VariableConverter)
}
