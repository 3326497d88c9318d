import Dewar
import Testing

@testable import App

@Suite("The application") struct AppTests {
    let client: TestClient

    init() throws {
        var config = Config()
        config.testing = true
        config.secretKey = "only for tests"
        client = try createApp(config).testClient()
    }

    @Test("shows its pages", arguments: ["/", "/about", "/notes/"])
    func pages(path: String) async throws {
        let response = try await client.get(path)
        #expect(response.status == 200)
        #expect(response.text.contains("<main"))
    }

    @Test("takes a note and shows it, escaped, with a word that it is kept")
    func addNote() async throws {
        let response = try await client.post("/notes/", form: ["text": "<b>milk</b>"], followingRedirects: true)
        #expect(response.status == 200)
        #expect(response.text.contains("&lt;b&gt;milk&lt;/b&gt;"))
        #expect(response.text.contains("Your note is kept."))
        let notes = try await client.get("/notes/all.json").json(as: [Note].self)
        #expect(notes.map(\.text) == ["<b>milk</b>"])
    }

    @Test("knows the author again")
    func author() async throws {
        _ = try await client.post("/notes/", form: ["text": "milk", "author": "Ada"])
        #expect(try await client.get("/notes/").text.contains(#"value="Ada""#))
    }

    @Test("refuses a note without text")
    func emptyNote() async throws {
        #expect(try await client.post("/notes/", form: ["text": "  "]).status == 400)
    }

    @Test("refuses a form of another site")
    func forged() async throws {
        client.headers["Sec-Fetch-Site"] = "cross-site"
        #expect(try await client.post("/notes/", form: ["text": "milk"]).status == 403)
    }

    @Test("has a page of its own for what is not there", arguments: ["/nothing", "/notes/7"])
    func notFound(path: String) async throws {
        let response = try await client.get(path)
        #expect(response.status == 404)
        #expect(response.text.contains("Nothing here"))
    }

    @Test("says that it is well")
    func health() async throws {
        #expect(try await client.get("/healthz").text == "ok")
    }
}
