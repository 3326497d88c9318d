public import DewarHTTP
public import DewarRouting

extension Request {
    /// The endpoint that the request was matched with; nil where no rule matched.
    public var endpoint: String? { route.endpoint }

    /// The whole text of the rule that matched (Flask: url_rule).
    public var rule: String? { route.endpoint == nil ? nil : route.rule.text }

    /// The full name of the blueprint that the route belongs to; nil for the app's own (Flask: blueprint).
    public var blueprint: String? { route.pipeline.blueprints.first }

    /// The names of the blueprints around the route, innermost first (Flask: blueprints).
    public var blueprints: [String] { route.pipeline.blueprints }

    /// The rule's arguments by name (Flask: view_args).
    public var viewArguments: [String: PathValue] {
        let site = route.app.site
        var captures = Captures()
        guard case .view = site.target(of: self, &captures),
            let index = site.routes.firstIndex(where: { $0 === route })
        else { return [:] }
        return Dictionary(zip(site.table.argumentNames(ofRule: index), captures.values)) { $1 }
    }
}
