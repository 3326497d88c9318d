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

    package init(
        methods: [String], rule: String, endpoint: String, source: String, subdomain: String? = nil, host: String? = nil
    ) {
        self.methods = methods
        self.rule = rule
        self.endpoint = endpoint
        self.source = source
        self.subdomain = subdomain
        self.host = host
    }
}
