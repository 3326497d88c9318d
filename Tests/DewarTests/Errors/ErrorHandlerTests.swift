import Dewar
import Testing

private class AppError: Error, @unchecked Sendable {}
private class SpecialError: AppError, @unchecked Sendable {}
private final class VerySpecialError: SpecialError, @unchecked Sendable {}
private struct ValueError: Error { var text: String }
private struct Other: Error {}

private func app() -> App {
    let app = App()
    app.onError(418) { _, error in Response("custom \(error.description)", status: 418) }
    app.onError(ValueError.self) { _, error in Response("value \(error.text)", status: 422) }
    app.onError(AppError.self) { _, error in Response("app \(type(of: error))", status: 500) }
    app.onError(SpecialError.self) { _, error in Response("special \(type(of: error))", status: 409) }
    app.onError(500) { _, error in
        Response("internal \(error.original.map { "\(type(of: $0))" } ?? "none")", status: 500)
    }
    app.get("/raise/<kind>") { (_, kind: String) -> String in
        switch kind {
        case "value": throw ValueError(text: "bad")
        case "app": throw AppError()
        case "special": throw SpecialError()
        case "very": throw VerySpecialError()
        case "other": throw Other()
        case "500": try abort(500)
        default: try abort(418)
        }
    }
    let shop = Blueprint("shop", prefix: "/shop")
    shop.onError(404) { _, _ in Response("shop: nothing here", status: 404) }
    shop.onError(ValueError.self) { _, error async in
        await Task.yield()
        return Response("shop value \(error.text)", status: 400)
    }
    shop.onError(HTTPError.self) { _, error in Response("shop \(error.code)", status: error.status) }
    shop.get("/item/<int:n>") { (_, n: Int) -> String in
        switch n {
        case 0: try abort(404)
        case 1: throw ValueError(text: "one")
        case 2: try abort(403)
        case 3: throw AppError()
        case 4: throw Other()
        default: try abort(418)
        }
    }
    app.register(shop)
    return app
}

@Suite struct ErrorHandlerTests {
    @Test(
        "the nearest handler answers: by status from the inside out, then by type from the inside out",
        arguments: [
            ("/raise/value", 422, "value bad"), ("/raise/app", 500, "app AppError"),
            ("/raise/special", 409, "special SpecialError"), ("/raise/very", 409, "special VerySpecialError"),
            ("/raise/other", 500, "internal Other"), ("/raise/500", 500, "internal none"),
            ("/raise/teapot", 418, "custom This server is a teapot, not a coffee machine"),
            ("/shop/item/0", 404, "shop: nothing here"), ("/shop/item/1", 400, "shop value one"),
            ("/shop/item/2", 403, "shop 403"), ("/shop/item/3", 500, "app AppError"),
            ("/shop/item/4", 500, "internal Other"),
            ("/shop/item/5", 418, "custom This server is a teapot, not a coffee machine"),
        ])
    func lookup(path: String, status: Int, text: String) async throws {
        let response = try await app().testClient().get(path)
        #expect(response.status.code == status)
        #expect(response.text == text)
    }

    @Test("a URL below a blueprint that no rule matches gets the default page")
    func unmatched() async throws {
        let response = try await app().testClient().get("/shop/nowhere")
        #expect(response.text.contains("<title>404 Not Found</title>"))
    }

    @Test("a handler for any Error takes what nothing nearer takes")
    func anyError() async throws {
        let app = App()
        app.onError((any Error).self) { _, error in "any \(type(of: error))" }
        app.onError(ValueError.self) { _, _ in "value" }
        app.get("/other") { _ -> String in throw Other() }
        app.get("/value") { _ -> String in throw ValueError(text: "") }
        let client = app.testClient()
        #expect(try await client.get("/other").text == "any Other")
        #expect(try await client.get("/value").text == "value")
    }

    @Test("a handler that fails itself ends in a plain 500")
    func failingHandler() async throws {
        let app = App()
        app.onError(ValueError.self) { _, _ -> String in throw Other() }
        app.get("/") { _ -> String in throw ValueError(text: "") }
        let response = try await app.testClient().get("/")
        #expect(response.status == 500)
        #expect(response.text.contains("<title>500 Internal Server Error</title>"))
    }

    @Test("while debugging, what is known of an unhandled error comes before the app's own page for a 500")
    func debugging() async throws {
        let app = app()
        app.config.debug = true
        let client = app.testClient()
        #expect(try await client.get("/raise/other").text.contains("Other: Other()"))
        #expect(try await client.get("/shop/item/4").text.contains("Other: Other()"))
        #expect(try await client.get("/raise/500").text == "internal none")
        #expect(try await client.get("/raise/value").text == "value bad")
    }

    @Test(
        "the report of an unhandled error is a page to browsers, JSON where asked for, else text",
        arguments: [
            ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8", "<h1>Other</h1>"),
            ("application/json", "application/json", #""type":"Other""#),
            ("*/*", "text/plain; charset=utf-8", "500 Internal Server Error\n\nOther: Other()"),
            ("", "text/plain; charset=utf-8", "500 Internal Server Error\n\nOther: Other()"),
        ])
    func forms(accept: String, type: String, text: String) async throws {
        let app = app()
        app.config.debug = true
        let response = try await app.testClient().get("/raise/other", headers: ["Accept": accept])
        #expect(response.status == 500)
        #expect(response.headers["Content-Type"] == type)
        #expect(response.text.contains(text))
    }

    @Test(
        "the report is not for hosts of other sites (Werkzeug CVE-2024-34069)",
        arguments: [
            ("localhost:8000", true), ("127.0.0.1", true), ("shop.localhost", true), ("evil.example", false),
            ("localhost.evil.example:8000", false),
        ])
    func hosts(host: String, isTold: Bool) async throws {
        let app = app()
        app.config.debug = true
        let response = try await app.testClient().get("/raise/other", headers: ["Host": host])
        #expect(response.status == 500)
        #expect(response.text.contains("Other: Other()") == isTold)
        #expect((response.text == "internal Other") == !isTold)
    }
}
