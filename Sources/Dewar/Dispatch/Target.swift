package import DewarHTTP

/// Where a request leads.
package enum Target: Sendable {
    case view(Route, View.Call, Captures)
    /// An answer that the router has itself: a redirect, the automatic OPTIONS.
    case answer(Response)
    /// No view: 404 or 405.
    case failure(HTTPError)

    var route: Route? {
        if case .view(let route, _, _) = self { route } else { nil }
    }

    /// Whether answering needs no waiting.
    var isPlain: Bool {
        if case .view(_, .async, _) = self { false } else { true }
    }
}

extension Site {
    func target(of request: Request) -> Target {
        switch table.match(request.method.rawValue, request.path) {
        case .view(let index, let values):
            let route = routes[index]
            guard let view = route.view else { return .failure(HTTPError(404)) }
            return .view(route, view.call, Captures(values))
        case .redirect(let url): return .answer(redirect(url, status: 308))
        case .notAllowed(let methods):
            return .failure(HTTPError(405, headers: ["Allow": methods.joined(separator: ", ")]))
        case .nothing: return .failure(HTTPError(404))
        }
    }
}
