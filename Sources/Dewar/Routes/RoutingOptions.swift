public import DewarRouting

/// How an app's rules are read and matched, where it differs from the usual (Flask: url_map).
///
/// ```swift
/// app.routing.strictSlashes = false
/// app.routing.converters["hex"] = HexConverter.self
/// ```
public struct RoutingOptions: Sendable {
    /// A rule that ends in a slash redirects from the URL without it; if false it answers there too.
    public var strictSlashes = true
    /// Repeated slashes redirect to single ones.
    public var mergeSlashes = true
    /// A URL that spells out the defaults of another rule of its endpoint redirects there.
    public var redirectDefaults = true
    /// Converters of the app's own, by the name that rules use.
    public var converters: [String: any Converter.Type] = [:]
}
