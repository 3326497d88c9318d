internal import DewarHTTP
internal import DewarRouting

// The steps of a request where nothing waits; `Dispatch+Async.swift` has the same for the others. Each has one caller, which
// takes it in, since answers are too large to be handed from one to the next for nothing.

extension Site {
    func answer(_ request: Request, _ target: Target, _ route: Route, _ captures: inout Captures) -> Response {
        let pipeline = route.pipeline
        signals.requestStarted.send(request)
        var failure: (any Error)?
        var response: Response
        do {
            response = try fullyDispatch(request, target, route, &captures, pipeline)
        } catch {
            failure = error
            response = handleUnhandled(error, request, pipeline)
        }
        finish(request, &response)
        tearDown(request, failure, pipeline)
        return response
    }

    @inline(__always)
    private func fullyDispatch(
        _ request: Request, _ target: Target, _ route: Route, _ captures: inout Captures, _ pipeline: Pipeline
    ) throws -> Response {
        var response: Response
        do {
            if let early = try runBefore(request, pipeline) {
                response = early
            } else {
                response = try callView(request, target, route, &captures)
            }
        } catch {
            response = try handle(known(error), request, pipeline)
        }
        try runAfter(request, pipeline, &response)
        return response
    }

    @inline(__always)
    private func runBefore(_ request: Request, _ pipeline: Pipeline) throws -> Response? {
        for case .plain(let hook) in pipeline.before {
            if let response = try hook(request) { return response }
        }
        return nil
    }

    @inline(__always)
    private func callView(
        _ request: Request, _ target: Target, _ route: Route, _ captures: inout Captures
    ) throws -> Response {
        if let own = target.ownAnswer { return try own.get() }
        // Views that wait go the other way.
        let response = try route.plainView!(request, &captures)
        if let failure = response.failure { throw failure }
        return response
    }

    private func runAfter(_ request: Request, _ pipeline: Pipeline, _ response: inout Response) throws {
        let exchange = request.exchangeIfAny
        if exchange == nil, pipeline.after.isEmpty, !sessions.refreshUnasked { return }
        if let own = exchange?.takeAfter() {
            for case .plain(let hook) in own { try hook(request, &response) }
        }
        for case .plain(let hook) in pipeline.after { try hook(request, &response) }
        try savePlainly(request, &response)
    }

    private func handle(_ error: any Error, _ request: Request, _ pipeline: Pipeline) throws -> Response {
        if let response = (error as? HTTPError)?.response { return response }
        if case .plain(let handler)? = pipeline.errorHandlers.handler(for: error) { return try handler(request, error) }
        return try defaultAnswer(to: error, request)
    }

    private func handleUnhandled(_ error: any Error, _ request: Request, _ pipeline: Pipeline) -> Response {
        let failure = failure(for: error, request)
        do {
            var response = try debugAnswer(to: failure, request) ?? handle(failure, request, pipeline)
            try runAfter(request, pipeline, &response)
            return response
        } catch {
            return ErrorPage.page(for: failure)
        }
    }

    private func tearDown(_ request: Request, _ failure: (any Error)?, _ pipeline: Pipeline) {
        for case .plain(let hook) in pipeline.teardown {
            do { try hook(request, failure) } catch { errorLog.tell(error, request) }
        }
        signals.requestTearingDown.send((request, failure))
    }
}
