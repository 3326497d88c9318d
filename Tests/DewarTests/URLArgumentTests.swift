import Dewar
import FoundationEssentials
import Testing

private let language = ContextKey<String>("language")

private enum Language: String, PathConvertible { case de, en }

/// A site whose URLs begin with a language that no view takes.
private func site() -> App {
    let app = App()
    let site = Blueprint("site", prefix: "/<language>")
    site.urlValuePreprocessor("language") { (request, code: Language) in request.context[language] = code.rawValue }
    site.urlDefaults("language") { request in request.context[language] }
    site.before { request in request.context[language] == "en" && request.args.contains("stop") ? Response("hook") : nil
    }
    site.get("/about", name: "about") { request in
        "\(request.context[language]!) \(try request.urlFor(".item", ["id": 5]))"
    }
    site.get("/given/<int:id>") { (request, _: Int) in request.viewArguments.keys.sorted().joined(separator: " ") }
    site.get("/items/<int:id>", name: "item") { (request, id: Int) async in
        await Task.yield()
        return "\(request.context[language]!) item \(id)"
    }
    app.register(site)
    app.get("/", name: "home") { request in try request.urlFor("site.about", ["language": "de"]) }
    return app
}

@Suite("Arguments that blueprints take and give") struct URLArgumentTests {
    @Test("are taken before hooks run, and views do not take them")
    func taken() async throws {
        let client = site().testClient()
        #expect(try await client.get("/en/items/7").text == "en item 7")
        #expect(try await client.get("/en/given/7").text == "id")
        #expect(try await client.get("/en/about?stop").text == "hook")
        #expect(try await client.get("/de/about?stop").text == "de /de/items/5")
    }

    @Test("are given to URLs that are built without them")
    func given() async throws {
        let client = site().testClient()
        #expect(try await client.get("/en/about").text == "en /en/items/5")
        #expect(try await client.get("/").text == "/de/about")
    }

    @Test("are 404 where their type refuses them")
    func refused() async throws {
        #expect(try await site().testClient().get("/fr/about").status == 404)
    }

    @Test("are checked against the rule at the start")
    func checked() throws {
        let app = App()
        app.urlValuePreprocessor("id") { (_, _: Int) in }
        app.get("/a/<id>") { _ in "a" }
        app.get("/b/<int:id>") { (_, id: Int) in "b" }
        let error = try #require(throws: SetUpError.self) { try app.start() }
        #expect(error.description.contains("'/a/<id>'") && error.description.contains("'/b/<int:id>'"))
    }

    @Test("may be UUIDs")
    func uuid() async throws {
        let app = App()
        app.get("/orders/<uuid:id>", name: "order") { (request, id: UUID) in try request.urlFor("order", ["id": id]) }
        let client = app.testClient()
        let path = "/orders/0123abcd-89ef-4567-8901-23456789abcd"
        #expect(try await client.get(path.replacing("abcd", with: "ABCD")).text == path)
        #expect(try await client.get("/orders/nonsense").status == 404)
    }

    @Test("that are UUIDs need the converter uuid")
    func uuidChecked() throws {
        let app = App()
        app.get("/orders/<id>") { (_, id: UUID) in "\(id)" }
        let error = try #require(throws: SetUpError.self) { try app.start() }
        #expect(error.description.contains("<uuid:id>"))
    }
}
