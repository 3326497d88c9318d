package import DewarHTTP
package import DewarRouting
package import DewarServer

/// A view as the framework keeps it: whatever it takes and returns, it is called with the request and the URL's arguments, and answers.
package struct View: Sendable {
    package typealias Plain = @Sendable (Request, inout Captures) throws -> Response
    /// It goes on where its caller runs, as all steps of a request do.
    package typealias Async = nonisolated(nonsending) @Sendable (Request, Captures) async throws -> Response

    /// A view that never suspends is a plain call; one that may is run as a task (DewarServer: Reply).
    package enum Call: Sendable {
        case plain(Plain)
        case async(Async)
        case webSocket(@Sendable (WebSocket, Captures) async throws -> Void)
    }

    package let call: Call
    /// The types of the arguments after the request, for the check against the rule.
    package let parameters: [any PathConvertible.Type]

    package var isPlain: Bool {
        if case .plain = call { true } else { false }
    }

    init<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) {
        parameters = View.types(repeat (each P).self)
        call = .plain { request, captures in
            try view(request, repeat try captures.next((each P).self)).response(for: request)
        }
    }

    init<each P: PathConvertible, R: ResponseConvertible & SendableMetatype>(
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) {
        parameters = View.types(repeat (each P).self)
        call = .async { request, captures in
            var captures = captures
            return try await view(request, repeat try captures.next((each P).self)).response(for: request)
        }
    }

    @_disfavoredOverload
    init<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ view: @escaping @Sendable (Request, repeat each P) throws -> R
    ) {
        parameters = View.types(repeat (each P).self)
        let answer = JSONAnswer<R>()
        call = .plain { request, captures in
            try answer.response(view(request, repeat try captures.next((each P).self)))
        }
    }

    @_disfavoredOverload
    init<each P: PathConvertible, R: Encodable & SendableMetatype>(
        _ view: @escaping @Sendable (Request, repeat each P) async throws -> R
    ) {
        parameters = View.types(repeat (each P).self)
        let answer = JSONAnswer<R>()
        call = .async { request, captures in
            var captures = captures
            return try await answer.response(view(request, repeat try captures.next((each P).self)))
        }
    }

    @_disfavoredOverload
    init<each P: PathConvertible>(_ view: @escaping @Sendable (Request, repeat each P) throws -> JSONObject) {
        parameters = View.types(repeat (each P).self)
        call = .plain { request, captures in
            try Response.json(object: view(request, repeat try captures.next((each P).self)))
        }
    }

    @_disfavoredOverload
    init<each P: PathConvertible>(_ view: @escaping @Sendable (Request, repeat each P) async throws -> JSONObject) {
        parameters = View.types(repeat (each P).self)
        call = .async { request, captures in
            var captures = captures
            return try await Response.json(object: view(request, repeat try captures.next((each P).self)))
        }
    }

    init<each P: PathConvertible>(
        webSocket view: @escaping @Sendable (WebSocket, repeat each P) async throws -> Void
    ) {
        parameters = View.types(repeat (each P).self)
        call = .webSocket { socket, captures in
            var captures = captures
            try await view(socket, repeat try captures.next((each P).self))
        }
    }

    private init(_ call: Call, _ parameters: [any PathConvertible.Type]) {
        self.call = call
        self.parameters = parameters
    }

    /// The same view, which is given the URL's arguments without those that are taken before.
    func leaving(_ arguments: TakenArguments) -> View {
        guard !arguments.isEmpty else { return self }
        let indices = arguments.indices
        let call: Call =
            switch call {
            case .plain(let view):
                .plain { request, captures in
                    var rest = captures.without(indices)
                    return try view(request, &rest)
                }
            case .async(let view): .async { try await view($0, $1.without(indices)) }
            case .webSocket(let view): .webSocket { try await view($0, $1.without(indices)) }
            }
        return View(call, parameters)
    }

    private static func types<each P: PathConvertible>(_ type: repeat (each P).Type) -> [any PathConvertible.Type] {
        var types: [any PathConvertible.Type] = []
        repeat types.append(each type)
        return types
    }
}
