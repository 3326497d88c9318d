package import DewarHTTP

/// Opens the session of a request and saves it with the answer (Flask: SessionInterface).
package final class Sessions: Sendable {
    private let settings: SessionSettings
    /// Nil without a secret key.
    private let cookie: SessionCookie?
    package let store: (any SessionStore)?
    /// Whether opening and saving never waits: there is no store.
    let arePlain: Bool
    /// Whether there are sessions whose cookie is sent again though nobody asked for them.
    let refreshUnasked: Bool

    package init(_ settings: SessionSettings, store: (any SessionStore)? = nil) {
        self.settings = settings
        self.store = store
        arePlain = store == nil
        cookie =
            settings.secretKey.isEmpty
            ? nil : SessionCookie(secretKey: settings.secretKey, fallbacks: settings.fallbacks)
        refreshUnasked = cookie != nil && settings.refreshesEachRequest
    }

    private func cookieText(_ request: Request) -> String? {
        guard request.headers.contains("Cookie") else { return nil }
        return request.cookies[settings.cookie.name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The session in the request's cookie; a new one where there is none, or it is not accepted.
    package func open(_ request: Request) -> Session {
        guard store == nil, let cookie, let text = cookieText(request) else { return Session() }
        guard let values = try? cookie.values(text, lifetime: settings.lifetime) else { return Session() }
        return Session(values, isNew: false)
    }

    /// The session in the store.
    package func openFromStore(_ request: Request) async throws -> Session {
        guard let store else { return open(request) }
        guard let cookie, let text = cookieText(request), let id = try? cookie.id(text) else { return Session() }
        guard let saved = try await store.load(id), let values = try? TaggedJSON.values(Array(saved.utf8)) else {
            return Session()
        }
        return Session(values, id: id, isNew: false)
    }

    /// Whether an answer may have to do with sessions though nobody asked for the session: the cookie of a permanent one is
    /// sent again.
    package func mayRefresh(_ request: Request) -> Bool {
        refreshUnasked && cookieText(request) != nil
    }

    /// Sets or deletes the cookie, if need be.
    ///
    /// - Throws: `SessionUnavailable` where something was set without a secret key.
    package func save(_ session: Session, _ response: inout Response) throws {
        let state = session.peek { $0 }
        try save(state, &response) { cookie in try cookie.text(state.values) }
    }

    /// Saves the session in the store, and sets or deletes the cookie.
    package func saveInStore(_ session: Session, _ response: inout Response) async throws {
        guard let store else { return try save(session, &response) }
        let state = session.peek { $0 }
        guard let cookie, state.isModified || wantsCookie(state) else { return try save(state, &response) { _ in "" } }
        if let id = state.id, state.values.isEmpty || state.isRenewed { try await store.delete(id) }
        let id = state.isRenewed ? cookie.newID() : state.id ?? cookie.newID()
        if !state.values.isEmpty {
            let text = String(decoding: try TaggedJSON.text(state.values), as: UTF8.self)
            try await store.save(id, text, lifetime: settings.lifetime)
        }
        try save(state, &response) { $0.text(id: id) }
    }

    private func wantsCookie(_ state: Session.State) -> Bool {
        guard !state.values.isEmpty else { return false }
        return state.isModified || isPermanent(state) && settings.refreshesEachRequest
    }

    private func isPermanent(_ state: Session.State) -> Bool { state.values[Session.permanentName] == .bool(true) }

    private func save(
        _ state: Session.State, _ response: inout Response, text: (SessionCookie) throws -> String
    ) throws {
        if state.isModified, cookie == nil { throw SessionUnavailable() }
        if state.isAccessed { response.vary.insert("Cookie") }
        var field = settings.cookie
        if wantsCookie(state), let cookie {
            field.value = try text(cookie)
            if isPermanent(state) { field.expires = .now + settings.lifetime }
        } else if state.values.isEmpty, state.isModified {
            (field.maxAge, field.expires) = (0, HTTPDate(secondsSince1970: 0))
        } else {
            return
        }
        response.setCookie(field)
        response.vary.insert("Cookie")
    }
}

/// Something was kept in a session, and there is no key to sign it with.
public struct SessionUnavailable: Error, CustomStringConvertible {
    public var description: String {
        """
        the session cannot be kept, since there is no secret key to sign it with
        hint: set SECRET_KEY in the environment or in .env, or app.config.secretKey; `openssl rand -hex 32` makes one
        """
    }
}
