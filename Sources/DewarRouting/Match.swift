package import DewarHTTP

/// What a table finds for a request; the values for its view stand beside it.
package enum Found: Sendable {
    /// The rule with this index.
    case found(rule: Int)
    /// Ask again at another URL, permanently (308).
    case redirect(RouteRedirect)
    case notFound
    /// The path is known, but only for these methods, sorted.
    case methodNotAllowed([Method])
}

/// The same with the values.
package enum Match: Sendable {
    /// The rule with this index, and the values for its view.
    case found(rule: Int, Captures)
    /// Ask again at another URL, permanently (308).
    case redirect(RouteRedirect)
    case notFound
    /// The path is known, but only for these methods, sorted.
    case methodNotAllowed([Method])

    init(_ found: Found, _ captures: Captures) {
        self =
            switch found {
            case .found(let rule): .found(rule: rule, captures)
            case .redirect(let redirect): .redirect(redirect)
            case .notFound: .notFound
            case .methodNotAllowed(let methods): .methodNotAllowed(methods)
            }
    }
}

/// Where a request is sent instead; `URLBinding` makes the absolute URL of it.
package struct RouteRedirect: Sendable, Hashable {
    /// The new path, percent-encoded.
    package var path: String
    /// The new subdomain or host; nil for that of the request.
    package var domain: String?
}
