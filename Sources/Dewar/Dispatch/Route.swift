internal import DewarContract
package import DewarHTTP

/// A route as it serves: checked, with everything that surrounds its view.
package final class Route: Sendable {
    /// The name that URLs are built by; nil where no rule matched.
    package let endpoint: String?
    /// The whole rule, prefixes included.
    package let rule: String
    package let methods: [Method]
    package let view: View?
    /// Where it was registered; nil for what the framework adds.
    package let place: Place?
    package let pipeline: Pipeline

    init(
        endpoint: String?, rule: String, methods: [Method], view: View?, place: Place?, pipeline: Pipeline
    ) {
        self.endpoint = endpoint
        self.rule = rule
        self.methods = methods
        self.view = view
        self.place = place
        self.pipeline = pipeline
    }

    var listing: RouteListing {
        RouteListing(
            methods: methods.map(\.rawValue), rule: rule, endpoint: endpoint ?? "",
            source: place?.description ?? "framework")
    }
}
