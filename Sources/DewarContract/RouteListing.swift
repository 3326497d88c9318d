/// One endpoint, as the app tells it to `dewar routes`: one JSON object each, in an array that stands in the order in
/// which the app tries its rules.
package struct RouteListing: Codable, Sendable, Hashable {
    package var methods: [String]
    /// The whole rule, blueprints' prefixes included.
    package var rule: String
    package var endpoint: String
    /// `hello/app.swift:5`, or `framework` for what Dewar adds itself.
    package var source: String
    package var subdomain: String?
    package var host: String?
    /// The blueprint's full name; nil for the app's own.
    package var blueprint: String?
    /// The hooks that surround the view, in the order in which they run: `before hello/app.swift:3`.
    package var hooks: [String]?
    /// The rule that takes requests of this one away.
    package var hidden: Hidden?

    /// A rule of the same shape that was registered before.
    package struct Hidden: Codable, Sendable, Hashable {
        /// The methods that never come to the hidden rule.
        package var methods: [String]
        /// Whether that is all of its methods.
        package var isWhole: Bool
        /// The rule that answers instead, and where it was registered.
        package var rule: String
        package var source: String

        package init(methods: [String], isWhole: Bool, rule: String, source: String) {
            self.methods = methods
            self.isWhole = isWhole
            self.rule = rule
            self.source = source
        }
    }

    package init(
        methods: [String], rule: String, endpoint: String, source: String, subdomain: String? = nil,
        host: String? = nil, blueprint: String? = nil, hooks: [String]? = nil, hidden: Hidden? = nil
    ) {
        self.methods = methods
        self.rule = rule
        self.endpoint = endpoint
        self.source = source
        self.subdomain = subdomain
        self.host = host
        self.blueprint = blueprint
        self.hooks = hooks
        self.hidden = hidden
    }
}
