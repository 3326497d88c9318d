/// Who would answer a request, as the app tells it to `dewar routes --match` (`DEWAR_MODE=match`): one JSON object.
package struct MatchListing: Codable, Sendable, Hashable {
    package enum Outcome: String, Codable, Sendable {
        /// The view of `route` answers, with `arguments`.
        case view
        /// The browser is sent to `location`: a slash too many or too few.
        case redirect
        /// No rule matches the path: 404.
        case notFound
        /// Rules match the path, but none of them this method: 405 with `allow`.
        case methodNotAllowed
    }

    /// What the view is called with.
    package struct Argument: Codable, Sendable, Hashable {
        /// Its name in the rule: `id` of `/users/<int:id>`.
        package var name: String
        /// Its value as text.
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Another rule that has to do with the request.
    package struct Near: Codable, Sendable, Hashable {
        package var route: RouteListing
        /// What it has to do with it: `it fits too, but …`, `\`x\` is no int`.
        package var why: String

        package init(_ route: RouteListing, why: String) {
            self.route = route
            self.why = why
        }
    }

    package var outcome: Outcome
    package var route: RouteListing?
    /// In the order of the rule.
    package var arguments: [Argument]?
    package var location: String?
    /// Methods in alphabetical order.
    package var allow: [String]?
    /// Rules that fit too but come later; where none fits, those that came near.
    package var near: [Near]?

    package init(
        _ outcome: Outcome, route: RouteListing? = nil, arguments: [Argument]? = nil, location: String? = nil,
        allow: [String]? = nil, near: [Near]? = nil
    ) {
        self.outcome = outcome
        self.route = route
        self.arguments = arguments
        self.location = location
        self.allow = allow
        self.near = near
    }
}
