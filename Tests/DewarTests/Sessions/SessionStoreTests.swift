import Dewar
import DewarHTTP
import Testing

@Suite("Sessions in a store")
struct SessionStoreTests {
    @Test("keeps the values on the server and only a signed id in the cookie")
    func roundTrip() async throws {
        let store = MemorySessionStore()
        let sessions = SessionTests.sessions(store: store)
        let session = try await sessions.openFromStore(SessionTests.request())
        session["user"] = "ada"
        var response = Response("")
        try await sessions.saveInStore(session, &response)
        let cookie = try #require(SessionTests.cookie(response))
        #expect(store.count == 1)
        let again = try await sessions.openFromStore(SessionTests.request(cookie))
        #expect(again["user"] == "ada" && !again.isNew)
        #expect(try await sessions.openFromStore(SessionTests.request(cookie + "x"))["user"] == nil)
    }

    @Test("forgets a session that was emptied")
    func cleared() async throws {
        let store = MemorySessionStore()
        let sessions = SessionTests.sessions(store: store)
        let session = try await sessions.openFromStore(SessionTests.request())
        session["user"] = "ada"
        var response = Response("")
        try await sessions.saveInStore(session, &response)
        let again = try await sessions.openFromStore(SessionTests.request(SessionTests.cookie(response)))
        again.clear()
        var last = Response("")
        try await sessions.saveInStore(again, &last)
        #expect(store.count == 0)
        #expect(last.headers["Set-Cookie"]?.contains("Max-Age=0") == true)
    }

    @Test("gives a new id when asked to, and the old one is worth nothing then")
    func renewed() async throws {
        let store = MemorySessionStore()
        let sessions = SessionTests.sessions(store: store)
        let session = try await sessions.openFromStore(SessionTests.request())
        session["user"] = "nobody"
        var response = Response("")
        try await sessions.saveInStore(session, &response)
        let old = SessionTests.cookie(response)
        let again = try await sessions.openFromStore(SessionTests.request(old))
        again["user"] = "ada"
        again.renew()
        var last = Response("")
        try await sessions.saveInStore(again, &last)
        #expect(SessionTests.cookie(last) != old)
        #expect(try await sessions.openFromStore(SessionTests.request(old))["user"] == nil)
        #expect(try await sessions.openFromStore(SessionTests.request(SessionTests.cookie(last)))["user"] == "ada")
        #expect(store.count == 1)
    }

    @Test("has no session left when its time is over")
    func expired() async throws {
        let store = MemorySessionStore()
        try await store.save("id", "{}", lifetime: -1)
        #expect(try await store.load("id") == nil)
    }
}
