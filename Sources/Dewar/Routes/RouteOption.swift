/// How a route differs from the usual.
///
/// ```swift
/// app.get("/page/<int:n>", options: [.also("/page/", defaults: ["n": 1])]) { (_, n: Int) in "page \(n)" }
/// ```
public enum RouteOption: Sendable {
    /// Values for arguments that the rule does not hold; asking for the longer URL with these redirects here (Flask: defaults).
    case defaults([String: PathValue])
    /// Another rule that leads to the same view, and values for the arguments that it lacks.
    case also(String, defaults: [String: PathValue] = [:])
    /// Whether a rule that ends in a slash redirects from the URL without it; true unless said otherwise (Flask: strict_slashes).
    case strictSlashes(Bool)
    /// Whether repeated slashes redirect to single ones (Flask: merge_slashes).
    case mergeSlashes(Bool)
    /// Whether OPTIONS is answered by itself (Flask: provide_automatic_options).
    case automaticOptions(Bool)
    /// The route answers only on this subdomain; it may hold arguments.
    case subdomain(String)
    /// The route answers only for this host, when the app matches hosts; it may hold arguments.
    case host(String)
    /// The rule only builds URLs and never matches.
    case buildOnly
    /// The largest body that the view reads, in bytes; a longer one is 413.
    case maximumBodyBytes(Int)
}
