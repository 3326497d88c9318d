internal import DewarHTTP
internal import DewarRouting

// The steps of a request where a hook, the view or an error handler may wait; `Dispatch+Plain.swift` has the same for the others.
// They run on their caller's executor, so that going from one to the next switches nothing, and their caller takes them in,
// since a call that may wait allocates.

extension Site {
    nonisolated(nonsending)
        func answer(_ request: Request, _ target: Target, _ captures: Captures) async -> Response
    {
        let pipeline = target.route.pipeline
        signals.requestStarted.send(request)
        var failure: (any Error)?
        var response: Response
        do {
            response = try await fullyDispatch(request, target, captures, pipeline)
        } catch {
            failure = error
            response = await handleUnhandled(error, request, pipeline)
        }
        finish(request, &response)
        await tearDown(request, failure, pipeline)
        return response
    }

    @inline(__always)
    nonisolated(nonsending)
        private func fullyDispatch(
            _ request: Request, _ target: Target, _ captures: Captures, _ pipeline: Pipeline
        ) async throws -> Response
    {
        var response: Response
        do {
            try await openSession(request)
            if let early = try await runBefore(request, pipeline) {
                response = early
            } else {
                response = try await callView(request, target, captures)
            }
        } catch {
            response = try await handle(known(error), request, pipeline)
        }
        try await runAfter(request, pipeline, &response)
        return response
    }

    /// What is answered in place of a WebSocket; nil if nothing is against it.
    nonisolated(nonsending)
        func refusal(of request: Request, _ pipeline: Pipeline) async -> Response?
    {
        do {
            do {
                try await openSession(request)
                return try await runBefore(request, pipeline)
            } catch {
                return try await handle(known(error), request, pipeline)
            }
        } catch {
            return await handleUnhandled(error, request, pipeline)
        }
    }

    @inline(__always)
    nonisolated(nonsending)
        private func runBefore(_ request: Request, _ pipeline: Pipeline) async throws -> Response?
    {
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

    @inline(__always)
    nonisolated(nonsending)
        private func callView(_ request: Request, _ target: Target, _ captures: Captures) async throws -> Response
    {
        if let own = target.ownAnswer { return try own.get() }
        let response: Response
        switch target.route.view {
        case .async(let view): response = try await view(request, captures)
        case .plain(let view):
            var captures = captures
            response = try view(request, &captures)
        case .webSocket, nil: preconditionFailure("WebSockets go their own way")
        }
        if let failure = response.failure { throw failure }
        return response
    }

    @inline(__always)
    nonisolated(nonsending)
        private func runAfter(_ request: Request, _ pipeline: Pipeline, _ response: inout Response) async throws
    {
        if let own = request.exchangeIfAny?.takeAfter() { try await run(own, request, &response) }
        if !pipeline.after.isEmpty { try await run(pipeline.after, request, &response) }
        try await saveSession(request, &response)
    }

    nonisolated(nonsending)
        private func run(_ hooks: [AfterHook], _ request: Request, _ response: inout Response) async throws
    {
        for hook in hooks {
            switch hook {
            case .plain(let hook): try hook(request, &response)
            case .async(let hook): try await hook(request, &response)
            }
        }
    }

    nonisolated(nonsending)
        private func handle(_ error: any Error, _ request: Request, _ pipeline: Pipeline) async throws -> Response
    {
        if let response = (error as? HTTPError)?.response { return response }
        switch pipeline.errorHandlers.handler(for: error) {
        case .plain(let handler): return try handler(request, error)
        case .async(let handler): return try await handler(request, error)
        case nil: return try defaultAnswer(to: error, request)
        }
    }

    nonisolated(nonsending)
        private func handleUnhandled(_ error: any Error, _ request: Request, _ pipeline: Pipeline) async -> Response
    {
        let failure = failure(for: error, request)
        do {
            var response: Response
            if let answer = try debugAnswer(to: failure, request) {
                response = answer
            } else {
                response = try await handle(failure, request, pipeline)
            }
            try await runAfter(request, pipeline, &response)
            return response
        } catch {
            return ErrorPage.page(for: failure)
        }
    }

    @inline(__always)
    nonisolated(nonsending)
        private func tearDown(_ request: Request, _ failure: (any Error)?, _ pipeline: Pipeline) async
    {
        for hook in pipeline.teardown {
            do {
                switch hook {
                case .plain(let hook): try hook(request, failure)
                case .async(let hook): try await hook(request, failure)
                }
            } catch {
                errorLog.tell(error, request)
            }
        }
        signals.requestTearingDown.send((request, failure))
    }
}
