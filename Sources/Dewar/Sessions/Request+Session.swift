public import DewarHTTP

extension Request {
    /// What is remembered of the visitor from one request to the next (Flask: session).
    ///
    /// ```swift
    /// request.session["user"] = "ada"
    /// ```
    /// It needs a secret key: `SECRET_KEY` in the environment or in `.env`, or `app.config.secretKey`.
    public var session: Session {
        let exchange = exchange
        return exchange.withLock { state in
            if let session = state.session { return session }
            let session = exchange.site.sessions.open(self)
            state.session = session
            return session
        }
    }

    /// Keeps a message for the next page that the visitor sees (Flask: flash).
    ///
    /// ```swift
    /// request.flash("Saved.", category: "info")
    /// return redirect("/")
    /// ```
    public func flash(_ text: String, category: String = "message") {
        session.flash(text, category: category)
        route.app.signals.messageFlashed.send((text, category))
    }

    /// The messages that were kept for this page, which then are gone; asking again in the same request gives them again
    /// (Flask: get_flashed_messages).
    ///
    /// - Parameter categories: only these; empty for all.
    public func flashedMessages(categories: [String] = []) -> [FlashedMessage] {
        let known = exchange.withLock { $0.flashedMessages }
        let messages = known ?? session.takeFlashedMessages()
        if known == nil { exchange.withLock { $0.flashedMessages = messages } }
        return categories.isEmpty ? messages : messages.filter { categories.contains($0.category) }
    }
}

extension Site {
    /// The session that somebody asked for; that of a visitor whose cookie may have to be sent again.
    private func sessionToSave(_ request: Request) -> Session? {
        if let session = request.exchangeIfAny?.withLock({ $0.session }) { return session }
        return sessions.mayRefresh(request) ? sessions.open(request) : nil
    }

    func savePlainly(_ request: Request, _ response: inout Response) throws {
        if let session = sessionToSave(request) { try sessions.save(session, &response) }
    }

    /// Gets the session out of the store, if there is one, before anybody asks for it.
    @inline(__always)
    nonisolated(nonsending)
        func openSession(_ request: Request) async throws
    {
        guard !sessions.arePlain else { return }
        let session = try await sessions.openFromStore(request)
        request.exchange.withLock { $0.session = session }
    }

    @inline(__always)
    nonisolated(nonsending)
        func saveSession(_ request: Request, _ response: inout Response) async throws
    {
        if sessions.arePlain { return try savePlainly(request, &response) }
        if let session = sessionToSave(request) { try await sessions.saveInStore(session, &response) }
    }
}
