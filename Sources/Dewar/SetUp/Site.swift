internal import DewarContract
internal import DewarHTTP
internal import DewarLinux
package import DewarRouting

/// The app as it serves: routes, hooks and handlers checked and put together, never changed again.
package final class Site: Sendable {
    /// Whoever serves holds the app, and the app holds its site.
    package unowned let app: App
    package let config: Config
    let signals: Signals
    /// By the router's index.
    package let routes: [Route]
    /// The same, for requests.
    let uncountedRoutes: [Unmanaged<Route>]
    package let table: RouteTable
    /// The functions that run at the start and at the stop, and the app's own commands.
    let onStart: [LifecycleHook]
    let onStop: [LifecycleHook]
    let commands: [OwnCommand]
    /// What surrounds requests that no rule matches: the app's own hooks and handlers.
    package let unmatched: Route
    /// The limits on every request's body, and the proxies before the app; nil where they are the usual ones.
    let limits: BodyLimits?
    let trustedProxies: TrustedProxies?
    /// From how many bytes on answers are packed; nil for never.
    let compressAbove: Int?
    /// Who gives arguments to URLs that are built without them, by endpoint.
    let urlDefaults: [String: [URLDefault]]
    /// The folders of static files by endpoint, where their URLs change with the files.
    let staticFolders: [String: String]
    /// The folders of templates, the app's first.
    let templateFolders: [String]
    /// How visitors' sessions are opened and saved.
    let sessions: Sessions
    /// Set while the app is developed under `dewar serve`.
    let development: Development?
    let errorLog = ErrorLog()
    /// Whether errors are shown with all that is known of them: `config.debug`, and development.
    let isDebugging: Bool
    /// Who sees that.
    let developerHosts: DeveloperHosts
    /// Whether routes are told apart by the request's host.
    package let usesDomains: Bool

    init(_ app: App) throws {
        var assembly = Assembly(app)
        table = try assembly.table()
        self.app = app
        config = app.config
        signals = app.signals
        routes = assembly.routes
        uncountedRoutes = routes.map { .passUnretained($0) }
        unmatched = Route(unmatchedIn: app, pipeline: assembly.outermost)
        onStart = assembly.registered.onStart
        onStop = assembly.registered.onStop
        commands = assembly.registered.commands
        staticFolders = app.staticFiles.urlsChangeWithFiles ? assembly.staticFolders : [:]
        templateFolders = assembly.templateFolders
        sessions = Sessions(SessionSettings(config), store: app.sessionStore)
        limits = config.limits == BodyLimits() ? nil : config.limits
        trustedProxies = config.trustedProxies
        compressAbove = config.compressAbove
        urlDefaults = Site.urlDefaults(routes, table)
        development = Development(Host.variable)
        isDebugging = app.config.debug || development != nil
        developerHosts = DeveloperHosts(listed: Host.variable(Contract.allowedHosts))
        if isDebugging { ThrowWatch.begin() }
        usesDomains = assembly.usesSubdomains || table.hostMatching
    }
}
