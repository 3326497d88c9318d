import Dewar
import DewarHTTP
import TestSupport
import Testing

@Suite("Sessions")
struct SessionTests {
    static func sessions(
        key: String = "current", fallbacks: [String] = [], lifetime: Int = 3600, store: (any SessionStore)? = nil,
        change: (inout SessionSettings) -> Void = { _ in }
    ) -> Sessions {
        var settings = SessionSettings()
        settings.secretKey = key
        settings.fallbacks = fallbacks
        settings.lifetime = lifetime
        change(&settings)
        return Sessions(settings, store: store)
    }

    static func request(_ cookie: String? = nil) -> Request {
        Request(method: .get, target: "/", headers: cookie.map { ["Cookie": $0] } ?? [:])
    }

    /// `session=VALUE` of the cookie that the answer sets.
    static func cookie(_ response: Response) -> String? {
        response.headers.all("Set-Cookie").first.map { String($0.prefix { $0 != ";" }) }
    }

    /// The session that a browser has after an answer, opened again.
    static func reopened(_ session: Session, _ sessions: Sessions) throws -> Session {
        var response = Response("")
        try sessions.save(session, &response)
        return sessions.open(request(cookie(response)))
    }

    enum Level: String, SessionConvertible { case low, high }

    @Test("keeps values of every type from one request to the next")
    func types() throws {
        let sessions = SessionTests.sessions()
        let session = sessions.open(SessionTests.request())
        session["name"] = "ada"
        session["age"] = 36
        session["ratio"] = 0.5
        session["ok"] = true
        session["tags"] = ["a", "b"]
        session["scores"] = ["x": 1]
        session["level"] = Level.high
        session["since"] = HTTPDate(year: 1815, month: 12, day: 10)
        session.setValue("raw", .bytes([0, 255]))
        session["visits", default: 0] += 2
        let again = try SessionTests.reopened(session, sessions)
        #expect(!again.isNew && !again.isModified)
        #expect(again["name"] == "ada")
        #expect(again["age", as: Int.self] == 36)
        #expect(again["ratio", as: Double.self] == 0.5)
        #expect(again["ok", as: Bool.self] == true)
        #expect(again["tags", as: [String].self] == ["a", "b"])
        #expect(again["scores", as: [String: Int].self] == ["x": 1])
        #expect(again["level", as: Level.self] == .high)
        #expect(again["since", as: HTTPDate.self] == HTTPDate(year: 1815, month: 12, day: 10))
        #expect(again.value("raw") == .bytes([0, 255]))
        #expect(again["visits", as: Int.self] == 2)
        #expect(again["age", as: String.self] == nil)
        #expect(again["nothing"] == nil)
    }

    @Test("sends no cookie and no Vary for a session that was not touched")
    func untouched() throws {
        let sessions = SessionTests.sessions()
        var response = Response("")
        try sessions.save(sessions.open(SessionTests.request()), &response)
        #expect(response.headers["Set-Cookie"] == nil && response.headers["Vary"] == nil)
    }

    @Test("varies by cookie when the session was read, and sends it when it was changed")
    func touched() throws {
        let sessions = SessionTests.sessions()
        let session = sessions.open(SessionTests.request())
        _ = session["user"]
        var response = Response("")
        try sessions.save(session, &response)
        #expect(response.headers["Set-Cookie"] == nil && response.headers["Vary"] == "Cookie")
        session["user"] = "ada"
        try sessions.save(session, &response)
        let field = try #require(response.headers["Set-Cookie"])
        #expect(field.hasPrefix("session=ey") && field.hasSuffix("; HttpOnly; Path=/"))
        #expect(response.headers["Vary"] == "Cookie")
    }

    @Test("deletes the cookie when the session was emptied, also where there was none")
    func cleared() throws {
        let sessions = SessionTests.sessions()
        let session = sessions.open(SessionTests.request())
        session.clear()
        var response = Response("")
        try sessions.save(session, &response)
        let field = try #require(response.headers["Set-Cookie"])
        #expect(field == "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/")
    }

    @Test("gives the cookie of a permanent session an end, and sends it again with every answer")
    func permanent() throws {
        let sessions = SessionTests.sessions()
        let session = sessions.open(SessionTests.request())
        session.isPermanent = true
        session["user"] = "ada"
        let again = try SessionTests.reopened(session, sessions)
        var response = Response("")
        try sessions.save(again, &response)
        #expect(response.headers["Set-Cookie"]?.contains("; Expires=") == true)
        #expect(sessions.mayRefresh(SessionTests.request("session=x")))

        let still = SessionTests.sessions { $0.refreshesEachRequest = false }
        var other = Response("")
        try still.save(again, &other)
        #expect(other.headers["Set-Cookie"] == nil)
    }

    @Test("reads what an earlier key signed, and signs with the new one")
    func rotation() throws {
        let old = SessionTests.sessions(key: "old")
        let session = old.open(SessionTests.request())
        session["user"] = "ada"
        var response = Response("")
        try old.save(session, &response)
        let cookie = SessionTests.cookie(response)
        #expect(SessionTests.sessions(key: "new").open(SessionTests.request(cookie))["user"] == nil)
        let rotated = SessionTests.sessions(key: "new", fallbacks: ["old"])
        let read = rotated.open(SessionTests.request(cookie))
        #expect(read["user"] == "ada")
        #expect(try SessionTests.reopened(read, rotated)["user"] == nil)
        read["user"] = "grace"
        #expect(try SessionTests.reopened(read, SessionTests.sessions(key: "new"))["user"] == "grace")
    }

    @Test("can be read without a secret key, but says what to do when something is set")
    func unavailable() throws {
        let sessions = SessionTests.sessions(key: "")
        let session = sessions.open(SessionTests.request("session=e30.ZeB49Q.x"))
        #expect(session["user"] == nil)
        var response = Response("")
        try sessions.save(session, &response)
        session["user"] = "ada"
        let error = #expect(throws: SessionUnavailable.self) { try sessions.save(session, &response) }
        #expect(error?.description.contains("SECRET_KEY") == true)
    }

    @Test("takes the cookie's name and attributes from the settings")
    func settings() throws {
        let sessions = SessionTests.sessions {
            $0.cookie = Cookie(
                "sid", path: "/app", domain: "example.com", secure: true, httpOnly: false, sameSite: .lax,
                partitioned: true)
        }
        let session = sessions.open(SessionTests.request())
        session["a"] = 1
        var response = Response("")
        try sessions.save(session, &response)
        let field = try #require(response.headers["Set-Cookie"])
        #expect(field.hasPrefix("sid="))
        #expect(field.hasSuffix("; Domain=example.com; Secure; Path=/app; SameSite=Lax; Partitioned"))
    }

    @Test("takes any cookie without harm, and changed ones for none")
    func hostile() throws {
        let sessions = SessionTests.sessions()
        let session = sessions.open(SessionTests.request())
        session["text"] = String(repeating: "hello ", count: 50)
        session["list"] = [1, 2, 3]
        var response = Response("")
        try sessions.save(session, &response)
        let cookie = Array(try #require(SessionTests.cookie(response)).utf8)
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<1000 {
            var changed = cookie
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 8..<changed.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: changed[place] = UInt8.random(in: 0x21...0x7E, using: &generator)
                case 1: changed.remove(at: place)
                default: changed.insert(UInt8(ascii: "."), at: place)
                }
            }
            let text = String(decoding: changed, as: UTF8.self)
            let opened = sessions.open(SessionTests.request(text))
            if let list: [Int] = opened["list"] { #expect(list == [1, 2, 3]) }
        }
    }
}
