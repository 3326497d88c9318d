import DewarHTTP

/// From a request to a WebSocket.
extension Connection {
    /// Answers the handshake; then the connection belongs to the WebSocket.
    func upgrade(_ request: Request, _ upgrade: WebSocketUpgrade) {
        switch WebSocketHandshake.judge(request) {
        case .refused(let response): write(response)
        case .accepted(let key):
            guard let refuses = upgrade.refuses else { return open(request, upgrade, key) }
            self.request = request
            answer.isInline = true
            let task = Task.immediate(executorPreference: loop) { [self] in
                if let refusal = await refuses() { return answered(refusal) }
                openLater(request, upgrade, key)
            }
            begun(task)
        }
    }

    /// Opens the socket when nobody was against it.
    private func openLater(_ request: Request, _ upgrade: WebSocketUpgrade, _ key: String) {
        guard phase == .answering else { return }
        task = nil
        // In line, whoever serves the request goes on with what is behind it.
        if answer.isInline { return open(request, upgrade, key) }
        loop.monitor?.ended(socket)
        open(request, upgrade, key)
        serveUpgraded()
    }

    private func open(_ request: Request, _ upgrade: WebSocketUpgrade, _ key: String) {
        var headers: Headers = ["Upgrade": "websocket", "Sec-WebSocket-Accept": key]
        if let subprotocol = upgrade.subprotocol { headers.add("Sec-WebSocket-Protocol", subprotocol) }
        ResponseHead.write(101, headers, length: .unsaid, persistence: .upgrade, date: loop.date.line, to: loop.output)
        phase = .upgraded
        let session = WebSocketSession(self, maximumMessageBytes: upgrade.maximumMessageBytes)
        let socket = WebSocket(request, self)
        session.begin(socket)
        webSocket = session
        deferOutput()
        wait(for: .message)
        run(socket, upgrade.serve)
    }

    private func run(_ socket: WebSocket, _ serve: @escaping @Sendable (WebSocket) async -> Void) {
        let task = Task.immediate(executorPreference: loop) {
            await serve(socket)
            socket.close()
        }
        if phase == .upgraded { self.task = task }
    }

    /// The closing handshake is done: the server closes first (RFC 6455 §7.1.1).
    func closeAfterSending() {
        guard phase == .upgraded else { return }
        webSocket = nil
        answer.closes = true
        answer.lingers = true
        phase = .closing
        sendSoon()
    }

    /// Nothing came for long on a WebSocket.
    func messageIsOverdue() {
        if webSocket?.ping() == true { wait(for: .message) } else { abort() }
    }
}
