/// Keeps sessions on the server; the cookie then holds only a signed id (as Flask-Session does).
///
/// ```swift
/// app.sessionStore = MemorySessionStore()
/// ```
/// The values come as text, so that they fit any database.
public protocol SessionStore: Sendable {
    /// The text that was saved under this id; nil if there is none, or its time is over.
    func load(_ id: String) async throws -> String?

    /// Saves a text for so many seconds from now.
    func save(_ id: String, _ text: String, lifetime: Int) async throws

    /// Forgets an id.
    func delete(_ id: String) async throws
}
