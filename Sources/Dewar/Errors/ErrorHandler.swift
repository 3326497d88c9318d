public import DewarHTTP

/// One `onError`: whom it is for, and the function.
package struct ErrorHandler: Sendable {
    package enum Call: Sendable {
        case plain(@Sendable (Request, any Error) throws -> Response)
        case async(@Sendable (Request, any Error) async throws -> Response)
    }

    /// The status it is for; nil if it is for a type.
    package var code: Int?
    /// How near it is to an error: 0 is the error's own type, greater is further up, nil is not for it.
    package var distance: @Sendable (any Error) -> Int?
    package var call: Call

    package var isPlain: Bool {
        if case .plain = call { true } else { false }
    }

    /// The number of steps from the error's type up to `type`, nil if it is no such error. A protocol is further than any class.
    static func distance<E: Error>(from error: any Error, to type: E.Type) -> Int? {
        guard error is E else { return nil }
        var steps = 0
        var current: Any.Type? = Swift.type(of: error)
        while let next = current {
            if next == type { return steps }
            current = (next as? AnyClass).flatMap(_getSuperclass)
            steps += 1
        }
        return .max
    }
}

extension Routes {
    /// Answers errors of this type; of several handlers the nearest type's is taken (Flask: errorhandler).
    ///
    /// ```swift
    /// app.onError(NotEnough.self) { request, error in Response("not enough", status: 409) }
    /// app.onError((any Error).self) { request, error in "something went wrong" }
    /// ```
    public func onError<E: Error, R: ResponseConvertible & SendableMetatype>(
        _ type: E.Type, file: StaticString = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (Request, E) throws -> R
    ) {
        add(type, .plain { try handler($0, $1 as! E).response(for: $0) }, Place(file, line))
    }

    /// Answers errors of this type; the handler may wait.
    public func onError<E: Error, R: ResponseConvertible & SendableMetatype>(
        _ type: E.Type, file: StaticString = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (Request, E) async throws -> R
    ) {
        add(type, .async { try await handler($0, $1 as! E).response(for: $0) }, Place(file, line))
    }

    /// Answers every HTTP error with this status: aborts, 404 where no rule matches, 500 for errors nobody handled
    /// (`error.original`) (Flask: errorhandler).
    ///
    /// ```swift
    /// app.onError(404) { request, _ in Response("nothing at \(request.path)", status: 404) }
    /// ```
    public func onError<R: ResponseConvertible & SendableMetatype>(
        _ status: Status, file: StaticString = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (Request, HTTPError) throws -> R
    ) {
        add(status, .plain { try handler($0, $1 as! HTTPError).response(for: $0) }, Place(file, line))
    }

    /// Answers every HTTP error with this status; the handler may wait.
    public func onError<R: ResponseConvertible & SendableMetatype>(
        _ status: Status, file: StaticString = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (Request, HTTPError) async throws -> R
    ) {
        add(status, .async { try await handler($0, $1 as! HTTPError).response(for: $0) }, Place(file, line))
    }

    private func add<E: Error>(_ type: E.Type, _ call: ErrorHandler.Call, _ place: Place) {
        let handler = ErrorHandler(
            code: nil, distance: { ErrorHandler.distance(from: $0, to: E.self) }, call: call)
        registrations.add(at: place) { $0.errorHandlers.append(handler) }
    }

    private func add(_ status: Status, _ call: ErrorHandler.Call, _ place: Place) {
        let handler = ErrorHandler(code: status.code, distance: { _ in nil }, call: call)
        registrations.add(at: place) { $0.errorHandlers.append(handler) }
    }
}
