package import DewarContract

/// The app as it serves: routes, hooks and handlers checked and put together, never changed again.
package final class Site: Sendable {
    package let app: App
    package let config: Config
    /// In the order of the router's numbers.
    package let routes: [Route]
    package let table: RouteTable
    /// What surrounds requests that no rule matches: the app's own hooks and handlers.
    package let unmatched: Route

    init(app: App) throws {
        var assembly = Assembly()
        try assembly.take(app)
        self.app = app
        config = app.config
        routes = assembly.routes
        table = assembly.table
        unmatched = Route(endpoint: nil, rule: "", methods: [], view: nil, place: nil, pipeline: assembly.outermost)
    }

    /// The routes as `dewar routes` shows them.
    package var listing: [RouteListing] { routes.map(\.listing) }
}
