internal import DewarHTTP

extension TestClient {
    /// Opens the client's session as the next request would see it, and keeps what `change` makes of it
    /// (Flask: session_transaction).
    ///
    /// ```swift
    /// try await client.sessionTransaction { session in session["user"] = "ada" }
    /// #expect(try await client.get("/me").text == "ada")
    /// ```
    /// - Throws: `SessionUnavailable` without a secret key, and what `change` throws.
    public func sessionTransaction<R>(_ change: (Session) throws -> R) async throws -> R {
        let sessions = try app.start().sessions
        let request = Request(method: .get, target: "/", headers: cookieField(for: "/"), body: RequestBody([]))
        let session = try await sessions.openFromStore(request)
        let result = try change(session)
        var response = Response()
        try await sessions.saveInStore(session, &response)
        takeCookies(response.headers, from: "/")
        return result
    }
}
