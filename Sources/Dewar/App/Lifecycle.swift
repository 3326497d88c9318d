/// A function that runs before an app serves or after it has stopped.
package typealias LifecycleHook = @Sendable () async throws -> Void

extension App {
    /// Runs before the app serves, in the order of registration: open a pool, fill a cache. If it throws, the app does not
    /// start.
    ///
    /// ```swift
    /// app.onStart { try await pool.open() }
    /// ```
    public func onStart(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable () async throws -> Void
    ) {
        registrations.add(at: Place(file, line)) { $0.onStart.append(hook) }
    }

    /// Runs after the app has answered its last request, the last one registered first: close the pool.
    public func onStop(
        file: StaticString = #fileID, line: UInt = #line, _ hook: @escaping @Sendable () async throws -> Void
    ) {
        registrations.add(at: Place(file, line)) { $0.onStop.append(hook) }
    }
}

extension App {
    /// Runs the functions of `onStart`, once, for test clients.
    func open() async throws {
        let site = try start()
        guard !site.onStart.isEmpty || !site.onStop.isEmpty else { return }
        let task = opening.withLock { opening in
            let task = opening ?? Task { try await site.runStartHooks() }
            opening = task
            return task
        }
        try await task.value
    }

    /// Runs the functions of `onStop`, once, if a test client has opened the app.
    func close() async {
        let opened = opening.withLock { opening in
            defer { opening = nil }
            return opening != nil
        }
        if opened { await site.runStopHooks() }
    }
}

extension Site {
    func runStartHooks() async throws {
        for hook in onStart { try await hook() }
    }

    /// Runs them; what went wrong, if something did.
    func startHooksFailure() async -> StartError? {
        do {
            try await runStartHooks()
            return nil
        } catch {
            return StartError(original: error)
        }
    }

    /// Every hook runs, whatever the others do.
    func runStopHooks() async {
        for hook in onStop.reversed() {
            do { try await hook() } catch { Console.error("error in a stop function: \(error)") }
        }
    }
}

/// A start function threw: the app does not start.
struct StartError: Error {
    var original: any Error
}
