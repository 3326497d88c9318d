internal import DewarHTTP
public import DewarRouting
public import DewarServer

extension Routes {
    /// Answers with a WebSocket: the view sends and receives until it returns, which closes the socket (RFC 6455).
    ///
    /// ```swift
    /// app.webSocket("/echo/<name>") { (socket, name: String) in
    ///     for await message in socket { try await socket.send("\(name): \(message.text ?? "")") }
    /// }
    /// ```
    /// Before-hooks run first and may refuse with an answer. A request that asks for no WebSocket is told to with 426.
    public func webSocket<each P: PathConvertible>(
        _ rule: String, name: String? = nil, options: [RouteOption] = [],
        file: StaticString = #fileID, line: UInt = #line,
        _ view: @escaping @Sendable (WebSocket, repeat each P) async throws -> Void
    ) { add(rule, name, [.get], options, View(webSocket: view), Place(file, line)) }
}

extension Site {
    /// Lets the hooks judge the request, then has the server open the socket.
    func webSocketReply(
        _ request: Request, _ serve: @escaping @Sendable (WebSocket, Captures) async throws -> Void,
        _ captures: Captures, _ pipeline: Pipeline
    ) -> Reply {
        var upgrade = WebSocketUpgrade { socket in
            do {
                try await serve(socket, captures)
            } catch is WebSocketClosed {
                // The client has gone, as clients do.
            } catch {
                self.errorLog.tell(error, socket.request)
                socket.close(.internalError)
            }
        }
        if !pipeline.before.isEmpty || !sessions.arePlain {
            upgrade.refuses = { await self.refusal(of: request, pipeline) }
        }
        return .webSocket(upgrade)
    }
}
