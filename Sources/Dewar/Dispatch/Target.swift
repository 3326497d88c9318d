package import DewarHTTP
internal import DewarRouting

/// Where a request leads.
package enum Target: Sendable {
    /// A route that has a view, whose arguments stand in the captures beside it.
    case view(Route)
    /// An answer that the router has itself: a redirect, the automatic OPTIONS.
    case answer(Response, Route?)
    /// No view: 404 or 405.
    case failure(HTTPError)

    var route: Route? {
        switch self {
        case .view(let route): route
        case .answer(_, let route): route
        case .failure: nil
        }
    }
}

extension Site {
    /// Finds the view for a request, or the router's own answer. The view's arguments are put into `captures`.
    func target(of request: Request, _ captures: inout Captures) -> Target {
        switch find(request, request.method, &captures) {
        case .found(let index):
            let route = routes[index]
            if route.answersOptions, request.method == .options { return .answer(optionsAnswer(request), route) }
            return route.view == nil ? .failure(HTTPError(404)) : .view(route)
        case .redirect(let place):
            let url = binding(for: request).url(place, query: request.queryString)
            return .answer(redirect(url, status: 308), nil)
        case .methodNotAllowed(let methods): return .failure(HTTPError(405, headers: ["Allow": Site.list(methods)]))
        case .notFound: return .failure(HTTPError(404))
        }
    }

    /// Asks the router by the target's bytes, so that no text is made of them.
    private func find(_ request: Request, _ method: Method, _ captures: inout Captures) -> Found {
        let path = request.head.path
        let domain = domain(of: request)
        // `http://host?query` means the root.
        if path.isEmpty { return table.find(method, path: "/", domain: domain, into: &captures) }
        return table.find(method, target: path, domain: domain, into: &captures)
    }

    /// The automatic answer to OPTIONS: every method of every rule that fits the path (Flask: make_default_options_response).
    private func optionsAnswer(_ request: Request) -> Response {
        var response = Response("")
        let nothing = Method("--")
        var unused = Captures()
        if case .methodNotAllowed(let methods) = find(request, nothing, &unused) {
            response.headers["Allow"] = Site.list(methods)
        }
        return response
    }

    private static func list(_ methods: [Method]) -> String { methods.map(\.rawValue).joined(separator: ", ") }

    /// What the router tells hosts apart by; nil where it does not.
    private func domain(of request: Request) -> String? { usesDomains ? binding(for: request).domain : nil }

    /// Where the app is mounted, as the request sees it.
    func binding(for request: Request) -> URLBinding {
        table.binding(
            host: request.host, serverName: usesDomains ? config.serverName : nil, scriptName: request.rootPath,
            scheme: request.scheme)
    }
}
