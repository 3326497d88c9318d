public import DewarRouting

/// How a route differs from the usual.
///
/// ```swift
/// app.get("/page/<int:n>", options: [.also("/page/", defaults: ["n": 1])]) { (_, n: Int) in "page \(n)" }
/// ```
public enum RouteOption: Sendable {
    /// Values for arguments that the rule does not hold, after its own, in the view's order (Flask: defaults).
    case defaults(KeyValuePairs<String, PathValue>)
    /// Another rule that leads to the same view under the same endpoint, with values for the arguments that it lacks. A URL
    /// that spells these values out redirects to it.
    case also(String, defaults: KeyValuePairs<String, PathValue> = [:])
    /// Whether a rule that ends in a slash redirects from the URL without it; true unless said otherwise (Flask: strict_slashes).
    case strictSlashes(Bool)
    /// Whether repeated slashes redirect to single ones (Flask: merge_slashes).
    case mergeSlashes(Bool)
    /// Whether OPTIONS is answered by itself (Flask: provide_automatic_options).
    case automaticOptions(Bool)
    /// The route answers only on this subdomain of `config.serverName`; it may hold arguments.
    case subdomain(String)
    /// The route answers only for this host; it may hold arguments. With one such route the app matches hosts (Flask: host_matching).
    case host(String)
    /// The rule only builds URLs and never matches.
    case buildOnly
    /// The largest body that the view reads, in bytes; a longer one is 413 (Flask: request.max_content_length).
    case maximumBodyBytes(Int)
    /// The view waits without suspending (a slow computation, a blocking library): it runs on a thread of its own, and the
    /// other requests of its event loop go on meanwhile. For views that are not `async`.
    case blocking
}
