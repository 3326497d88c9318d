package import DewarHTTP
package import DewarServer

// The way of a request through the app, in Flask's steps (Flask: wsgi_app, full_dispatch_request). The steps are written
// once for routes where nothing waits (`Dispatch+Plain.swift`), as plain calls without a task, and once for the others
// (`Dispatch+Async.swift`); here is what they share.

extension App: Responder {
    package func respond(to request: Request) -> Reply {
        do {
            return try start().respond(to: request)
        } catch {
            // Whoever serves starts the app first and tells what is wrong; a test client comes here.
            return .now(Response("\(error)", status: 500, headers: ["Content-Type": "text/plain; charset=utf-8"]))
        }
    }
}

extension Site: Responder {
    /// Answers a request: finds its route, then runs everything that surrounds the view.
    package func respond(to request: Request) -> Reply {
        if let development, let handOver = development.handOver(request) { return .handOver(handOver) }
        if let trustedProxies { request.trust(trustedProxies) }
        var captures = Captures()
        let target = target(of: request, &captures)
        return target.withRoute { route in
            request.take(route)
            prepare(request, route)
            guard route.isPlain && sessions.arePlain else { return replyLater(request, target, captures) }
            if route.blocks { return replyBlocking(request, target, captures) }
            return .now(answer(request, target, route, &captures))
        }
    }

    private func replyLater(_ request: Request, _ target: Target, _ captures: Captures) -> Reply {
        if target.isView, case .webSocket(let serve)? = target.route.view {
            return webSocketReply(request, serve, captures, target.route.pipeline)
        }
        return .later { await self.answer(request, target, captures) }
    }

    private func replyBlocking(_ request: Request, _ target: Target, _ captures: Captures) -> Reply {
        .blocking {
            var captures = captures
            return target.withRoute { self.answer(request, target, $0, &captures) }
        }
    }

    /// Gives the request the app's limits, where they are not the usual ones; the proxies were told before its route was sought.
    private func prepare(_ request: Request, _ route: Route) {
        if let limits { request.limits = limits }
        if let count = route.maximumBodyBytes { request.limits.maximumBodyBytes = count }
    }

    /// The last touch to an answer, whoever made it.
    func finish(_ request: Request, _ response: inout Response) {
        if response.status.code == 304 { response.dropContent() }
        development?.addScript(to: &response, for: request)
        if let threshold = compressAbove { response.compress(for: request, above: threshold) }
        signals.requestFinished.send((request, response))
    }

    /// What an error is to handlers: a URL argument that its type refused is a page that is not there, and a body that was
    /// broken off, or is no body, is the client's fault.
    func known(_ error: any Error) -> any Error {
        switch error {
        case is RefusedPathValue: return HTTPError(404)
        case is ClientGone: return HTTPError(400)
        case let fault as WireFault:
            let refusal = fault.refusal
            return HTTPError(refusal.status, refusal.sentence)
        default: return error
        }
    }

    /// The answer to an error that no handler took, if it is an HTTP error; others are thrown on.
    func defaultAnswer(to error: any Error, _ request: Request) throws -> Response {
        guard let error = error as? HTTPError else { throw error }
        return ErrorPage.page(for: error)
    }

    /// While debugging, what is known of an error nobody handled; it comes before the app's own page for a 500, which
    /// would hide it (Flask: PROPAGATE_EXCEPTIONS).
    func debugAnswer(to failure: HTTPError, _ request: Request) throws -> Response? {
        guard isDebugging, let original = failure.original else { return nil }
        guard developerHosts.accept(request.headers["Host"]) else {
            Console.error(ErrorPage.untrusted(host: request.headers["Host"]))
            return nil
        }
        return try ErrorReport(original, request, app: app).response(for: request)
    }

    /// The 500 that stands for an error nobody handled; listeners and the terminal are told.
    func failure(for error: any Error, _ request: Request) -> HTTPError {
        signals.requestFailed.send((request, error))
        let thrownAt = isDebugging ? ThrownPlaces.of(error) : []
        if !thrownAt.isEmpty { request.exchange.withLock { $0.thrownAt = thrownAt } }
        errorLog.tell(error, request, thrownAt: thrownAt.first)
        var failure = HTTPError(500)
        failure.original = error
        return failure
    }
}
