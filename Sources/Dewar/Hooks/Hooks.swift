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
    /// Runs before each request, also where no rule matches; an answer that it returns is sent, and neither the hooks after
    /// it nor the view run. A blueprint's hooks run for its own routes, after the app's (Flask: before_request).
    ///
    /// ```swift
    /// app.before { request in request.session["user"] == nil ? redirect("/login") : nil }
    /// ```
    public func before(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) throws -> Response?
    ) {
        registrations.add(at: Place(file, line)) { $0.before.append(.plain(hook)) }
    }

    /// Runs before each request; this one may wait.
    public func before(
        file: StaticString = #fileID, line: UInt = #line,
        _ hook: @escaping @Sendable (Request) async throws -> Response?
    ) {
        registrations.add(at: Place(file, line)) { $0.before.append(.async(hook)) }
    }

    /// Runs before each request and never answers it.
    @_disfavoredOverload
    public func before(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) throws -> Void
    ) {
        registrations.add(at: Place(file, line)) {
            $0.before.append(
                .plain { request in
                    try hook(request)
                    return nil
                })
        }
    }

    /// Runs before each request and never answers it; this one may wait.
    @_disfavoredOverload
    public func before(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable (Request) async throws -> Void
    ) {
        registrations.add(at: Place(file, line)) {
            $0.before.append(
                .async { request in
                    try await hook(request)
                    return nil
                })
        }
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
