internal import DewarContract
package import DewarHTTP
package import DewarRouting

/// A route as it serves: checked, with everything that surrounds its view.
package final class Route: Sendable {
    /// The name that URLs are built by; nil where no rule matched.
    package let endpoint: String?
    /// The whole rule, prefixes included.
    package let rule: Rule
    package let methods: [Method]
    package let view: View.Call?
    /// The view once more if it is a plain call, so that it can be called without being taken out of `view` and counted.
    let plainView: View.Plain?
    /// Whether the framework answers OPTIONS for the view.
    package let answersOptions: Bool
    package let maximumBodyBytes: Int?
    /// Whether the view runs on a thread of its own.
    package let blocks: Bool
    /// Where it was registered; nil for what the framework adds.
    package let place: Place?
    /// Whoever serves holds the app, so it outlives every request.
    package unowned let app: App
    package let pipeline: Pipeline
    /// Whether neither the view nor what surrounds it ever waits.
    let isPlain: Bool

    init(
        endpoint: String, rule: Rule, methods: [Method], registration: RouteRegistration, app: App, pipeline: Pipeline
    ) {
        self.endpoint = endpoint
        self.rule = rule
        self.methods = methods
        view = registration.view.call
        plainView = if case .plain(let view) = registration.view.call { view } else { nil }
        answersOptions = registration.answersOptions
        maximumBodyBytes = registration.maximumBodyBytes
        blocks = registration.blocks
        place = registration.place
        self.app = app
        self.pipeline = pipeline
        isPlain = pipeline.isPlain && registration.view.isPlain
    }

    /// What stands in for a route where no rule matched: the app's own hooks and error handlers.
    init(unmatchedIn app: App, pipeline: Pipeline) {
        endpoint = nil
        rule = Rule("", endpoint: "")
        methods = []
        view = nil
        plainView = nil
        answersOptions = false
        maximumBodyBytes = nil
        blocks = false
        place = nil
        self.app = app
        self.pipeline = pipeline
        isPlain = pipeline.isPlain
    }

    /// What `dewar routes` shows.
    var listing: RouteListing {
        RouteListing(
            methods: methods.map(\.rawValue).sorted(), rule: rule.text, endpoint: endpoint ?? "",
            source: place?.description ?? "framework", subdomain: rule.subdomain, host: rule.host,
            blueprint: pipeline.blueprints.first, hooks: pipeline.hookPlaces)
    }
}
