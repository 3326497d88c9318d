package import DewarHTTP
package import DewarServer

// The way of a request through the app, in Flask's steps (Flask: wsgi_app, full_dispatch_request). It is written twice: for
// routes where nothing waits, as plain calls without a task, and for the others.

extension App: Responder {
    package func respond(to request: Request) -> Reply {
        do {
            return try start().respond(to: request)
        } catch {
            return .now(Response("the app's set-up is wrong", status: 500))
        }
    }
}

extension Site {
    /// Answers a request: finds its route, then runs everything that surrounds the view.
    package func respond(to request: Request) -> Reply {
        let target = target(of: request)
        let route = target.route ?? unmatched
        request.state = RequestContext(site: self, route: route)
        if route.pipeline.isPlain && target.isPlain {
            return .now(answer(request, target, route.pipeline))
        }
        return .later { await self.answer(request, target, route.pipeline) }
    }

    // MARK: Where nothing waits

    private func answer(_ request: Request, _ target: Target, _ pipeline: Pipeline) -> Response {
        var failure: (any Error)?
        var response: Response
        do {
            response = try fullyDispatch(request, target, pipeline)
        } catch {
            failure = error
            response = handleUnhandled(error, request, pipeline)
        }
        for case .plain(let hook) in pipeline.teardown { attempt { try hook(request, failure) } }
        return response
    }

    private func fullyDispatch(_ request: Request, _ target: Target, _ pipeline: Pipeline) throws -> Response {
        var response: Response
        do {
            response = try runBefore(request, pipeline) ?? callView(request, target)
        } catch {
            response = try handle(error, request, pipeline)
        }
        try runAfter(request, pipeline, &response)
        return response
    }

    private func runBefore(_ request: Request, _ pipeline: Pipeline) throws -> Response? {
        for case .plain(let hook) in pipeline.before {
            if let response = try hook(request) { return response }
        }
        return nil
    }

    private func callView(_ request: Request, _ target: Target) throws -> Response {
        switch target {
        case .view(_, .plain(let view), var captures): return try view(request, &captures)
        case .view: preconditionFailure("a view that waits is answered by a task")
        case .answer(let response): return response
        case .failure(let error): throw error
        }
    }

    private func runAfter(_ request: Request, _ pipeline: Pipeline, _ response: inout Response) throws {
        for case .plain(let hook) in pipeline.after { try hook(request, &response) }
    }

    private func handle(_ error: any Error, _ request: Request, _ pipeline: Pipeline) throws -> Response {
        if case .plain(let handler)? = pipeline.errorHandlers.handler(for: error) { return try handler(request, error) }
        return try ErrorPage.defaultAnswer(for: error)
    }

    private func handleUnhandled(_ error: any Error, _ request: Request, _ pipeline: Pipeline) -> Response {
        let failure = ErrorPage.internalServerError(error)
        do {
            var response = try handle(failure, request, pipeline)
            try runAfter(request, pipeline, &response)
            return response
        } catch {
            return ErrorPage.page(for: failure)
        }
    }

    // MARK: Where something may wait

    private func answer(_ request: Request, _ target: Target, _ pipeline: Pipeline) async -> Response {
        var failure: (any Error)?
        var response: Response
        do {
            response = try await fullyDispatch(request, target, pipeline)
        } catch {
            failure = error
            response = await handleUnhandled(error, request, pipeline)
        }
        for hook in pipeline.teardown {
            switch hook {
            case .plain(let hook): attempt { try hook(request, failure) }
            case .async(let hook): try? await hook(request, failure)
            }
        }
        return response
    }

    private func fullyDispatch(_ request: Request, _ target: Target, _ pipeline: Pipeline) async throws -> Response {
        var response: Response
        do {
            if let early = try await runBefore(request, pipeline) {
                response = early
            } else {
                response = try await callView(request, target)
            }
        } catch {
            response = try await handle(error, request, pipeline)
        }
        try await runAfter(request, pipeline, &response)
        return response
    }

    private func runBefore(_ request: Request, _ pipeline: Pipeline) async throws -> Response? {
        for hook in pipeline.before {
            let response =
                switch hook {
                case .plain(let hook): try hook(request)
                case .async(let hook): try await hook(request)
                }
            if let response { return response }
        }
        return nil
    }

    private func callView(_ request: Request, _ target: Target) async throws -> Response {
        switch target {
        case .view(_, .async(let view), let captures): return try await view(request, captures)
        case .view(_, .plain(let view), var captures): return try view(request, &captures)
        case .answer(let response): return response
        case .failure(let error): throw error
        }
    }

    private func runAfter(_ request: Request, _ pipeline: Pipeline, _ response: inout Response) async throws {
        for hook in pipeline.after {
            switch hook {
            case .plain(let hook): try hook(request, &response)
            case .async(let hook): try await hook(request, &response)
            }
        }
    }

    private func handle(_ error: any Error, _ request: Request, _ pipeline: Pipeline) async throws -> Response {
        switch pipeline.errorHandlers.handler(for: error) {
        case .plain(let handler): return try handler(request, error)
        case .async(let handler): return try await handler(request, error)
        case nil: return try ErrorPage.defaultAnswer(for: error)
        }
    }

    private func handleUnhandled(_ error: any Error, _ request: Request, _ pipeline: Pipeline) async -> Response {
        let failure = ErrorPage.internalServerError(error)
        do {
            var response = try await handle(failure, request, pipeline)
            try await runAfter(request, pipeline, &response)
            return response
        } catch {
            return ErrorPage.page(for: failure)
        }
    }

    private func attempt(_ body: () throws -> Void) {
        do { try body() } catch { Console.error("a teardown function failed: \(error)") }
    }
}
