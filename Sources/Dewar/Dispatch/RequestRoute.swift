public import DewarHTTP
public import DewarRouting

extension Request {
    /// The app that answers: its configuration, its logger (Flask: current_app).
    public var app: App { route.app }

    /// The endpoint that the request was matched with; nil where no rule matched.
    public var endpoint: String? { route.endpoint }

    /// The whole text of the rule that matched (Flask: url_rule).
    public var rule: String? { route.endpoint == nil ? nil : route.rule.text }

    /// The full name of the blueprint that the route belongs to; nil for the app's own (Flask: blueprint).
    public var blueprint: String? { route.pipeline.blueprints.first }

    /// The names of the blueprints around the route, innermost first (Flask: blueprints).
    public var blueprints: [String] { route.pipeline.blueprints }

    /// The rule's arguments by name, but for those that a URL-value preprocessor took (Flask: view_args).
    public var viewArguments: [String: PathValue] {
        let site = route.app.site
        var captures = Captures()
        guard site.target(of: self, &captures).isView,
            let index = site.routes.firstIndex(where: { $0 === route })
        else { return [:] }
        let names = site.table.argumentNames(ofRule: index)
        let taken = TakenArguments(names, takers: route.pipeline.urlTakers).indices
        let arguments = zip(names, captures.values).enumerated().filter { !taken.contains($0.offset) }
        return Dictionary(arguments.map(\.element)) { $1 }
    }
}
