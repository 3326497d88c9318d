internal import DewarHTTP
internal import DewarRouting

/// Where a request leads.
package struct Target: Sendable {
    /// What the router answers itself. Behind a pointer: it is rare, and large.
    indirect enum OwnAnswer: Sendable {
        /// A redirect, the automatic OPTIONS.
        case response(Response)
        /// No view: 404 or 405.
        case failure(HTTPError)

        func get() throws -> Response {
            switch self {
            case .response(let response): return response
            case .failure(let error): throw error
            }
        }
    }

    /// Not counted: all event loops would count owners of the one route. The site, which holds its routes as long as it
    /// is there, makes targets and is there while they are used.
    private let uncounted: Unmanaged<Route>
    /// Nil where the route's view answers.
    let ownAnswer: OwnAnswer?

    init(_ route: Unmanaged<Route>, ownAnswer: OwnAnswer? = nil) {
        uncounted = route
        self.ownAnswer = ownAnswer
    }

    var isView: Bool { ownAnswer == nil }

    /// The route, whose arguments stand in the captures beside it; the app's stand-in where no rule matched.
    var route: Route { uncounted.takeUnretainedValue() }

    /// The same, lent without being counted.
    @inline(__always)
    func withRoute<R>(_ body: (Route) throws -> R) rethrows -> R { try uncounted._withUnsafeGuaranteedRef(body) }
}

extension Site {
    /// Finds the view for a request, or the router's own answer. The view's arguments are put into `captures`.
    func target(of request: Request, _ captures: inout Captures) -> Target {
        let method = request.method
        switch find(request, method, &captures) {
        case .found(let index):
            let target = Target(uncountedRoutes[index])
            return target.withRoute { route in
                if route.answersOptions, method == .options {
                    return Target(uncountedRoutes[index], ownAnswer: .response(optionsAnswer(request)))
                }
                return route.view == nil ? unmatched(HTTPError(404)) : target
            }
        case .redirect(let place):
            let url = binding(for: request).url(place, query: request.queryString)
            return Target(.passUnretained(unmatched), ownAnswer: .response(redirect(url, status: 308)))
        case .methodNotAllowed(let methods): return unmatched(HTTPError(405, headers: ["Allow": Site.list(methods)]))
        case .notFound: return unmatched(HTTPError(404))
        }
    }

    private func unmatched(_ error: HTTPError) -> Target {
        Target(.passUnretained(unmatched), ownAnswer: .failure(error))
    }

    /// Asks the router by the target's bytes, so that no text is made of them.
    @inline(__always)
    private func find(_ request: Request, _ method: Method, _ captures: inout Captures) -> Found {
        let path = request.pathBytes
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
