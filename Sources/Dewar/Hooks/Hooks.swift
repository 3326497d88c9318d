public import DewarHTTP

/// A function that runs before the view.
package enum BeforeHook: Sendable {
    case plain(@Sendable (Request) throws -> Response?)
    case async(@Sendable (Request) async throws -> Response?)
}

/// A function that may change the answer.
package enum AfterHook: Sendable {
    case plain(@Sendable (Request, inout Response) throws -> Void)
    case async(@Sendable (Request, inout Response) async throws -> Void)
}

/// A function that runs at the very end, whatever happened.
package enum TeardownHook: Sendable {
    case plain(@Sendable (Request, (any Error)?) throws -> Void)
    case async(@Sendable (Request, (any Error)?) async throws -> Void)
}

extension Routes {
    /// Runs before each request, also where no rule matches. It never answers, or leaves with an answer by `try abort(…)`; then
    /// neither the hooks after it nor the view run. A blueprint's hooks run for its own routes, after the app's
    /// (Flask: before_request).
    ///
    /// ```swift
    /// app.before { request in
    ///     guard request.session["user"] != nil else { try abort(redirect("/login")) }
    /// }
    /// ```
    public func before(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) throws -> Void
    ) {
        add(
            .plain { request in
                try hook(request)
                return nil
            }, Place(file, line))
    }

    /// Runs before each request and never answers it; this one may wait.
    public func before(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) async throws -> Void
    ) {
        add(
            .async { request in
                try await hook(request)
                return nil
            }, Place(file, line))
    }

    /// Runs before each request; an answer that it returns is sent, and neither the hooks after it nor the view run.
    ///
    /// ```swift
    /// app.before { request in request.session["user"] == nil ? redirect("/login") : nil }
    /// ```
    public func before<Answer: HookAnswer & SendableMetatype>(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) throws -> Answer
    ) { add(.plain { request in try hook(request).answer(to: request) }, Place(file, line)) }

    /// Runs before each request and may answer it; this one may wait.
    public func before<Answer: HookAnswer & SendableMetatype>(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) async throws -> Answer
    ) { add(.async { request in try await hook(request).answer(to: request) }, Place(file, line)) }

    /// Runs before each request; of its returns some are answers, others nil. Disfavoured, since a closure without any
    /// return would be taken for one that lacks it.
    @_disfavoredOverload
    public func before(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) throws -> Response?
    ) { add(.plain(hook), Place(file, line)) }

    /// Runs before each request; of its returns some are answers, others nil. This one may wait.
    @_disfavoredOverload
    public func before(
        file: StaticString = #fileID, line: UInt = #line,
        _ hook: @escaping @Sendable (Request) async throws -> Response?
    ) { add(.async(hook), Place(file, line)) }

    private func add(_ hook: BeforeHook, _ place: Place) {
        registrations.add(at: place) { $0.before.append(hook) }
    }

    /// Runs after each request and may change its answer, errors' too; the last one registered runs first, a blueprint's
    /// before the app's (Flask: after_request).
    ///
    /// ```swift
    /// app.after { _, response in response.headers["X-Frame-Options"] = "DENY" }
    /// ```
    public func after(
        file: StaticString = #fileID, line: UInt = #line,
        _ hook: @escaping @Sendable (Request, inout Response) throws -> Void
    ) {
        registrations.add(at: Place(file, line)) { $0.after.append(.plain(hook)) }
    }

    /// Runs after each request; this one may wait.
    public func after(
        file: StaticString = #fileID, line: UInt = #line,
        _ hook: @escaping @Sendable (Request, inout Response) async throws -> Void
    ) {
        registrations.add(at: Place(file, line)) { $0.after.append(.async(hook)) }
    }

    /// Runs when a request is over, whatever happened; it gets the error that no handler but the one for 500 took
    /// (Flask: teardown_request).
    ///
    /// ```swift
    /// app.teardown { request, error in if let error { print("failed:", error) } }
    /// ```
    public func teardown(
        file: StaticString = #fileID, line: UInt = #line,
        _ hook: @escaping @Sendable (Request, (any Error)?) throws -> Void
    ) {
        registrations.add(at: Place(file, line)) { $0.teardown.append(.plain(hook)) }
    }

    /// Runs when a request is over, whatever happened; this one may wait.
    public func teardown(
        file: StaticString = #fileID, line: UInt = #line,
        _ hook: @escaping @Sendable (Request, (any Error)?) async throws -> Void
    ) {
        registrations.add(at: Place(file, line)) { $0.teardown.append(.async(hook)) }
    }
}
