import Dewar
import Testing

@testable import App

@Suite("The API") struct AppTests {
    let client: TestClient

    init() throws {
        var config = Config()
        config.testing = true
        client = try createApp(config).testClient()
    }

    @Test("says what it is, and that it is well")
    func index() async throws {
        #expect(try await client.get("/").json()["versions"]["v1"].string == "/v1/tasks/")
        #expect(try await client.get("/healthz").json()["status"].string == "ok")
    }

    @Test("makes, shows, changes and removes a task")
    func life() async throws {
        let made = try await client.post("/v1/tasks/", json: ["title": "milk"])
        #expect(made.status == 201)
        #expect(made.headers["Location"] == "/v1/tasks/1")
        #expect(try await client.get("/v1/tasks/1").json(as: TodoTask.self).title == "milk")
        let changed = try await client.patch("/v1/tasks/1", .json(["is_done": true]))
        #expect(try changed.json(as: TodoTask.self) == TodoTask(id: 1, title: "milk", isDone: true))
        #expect(try await client.delete("/v1/tasks/1").status == 204)
        #expect(try await client.get("/v1/tasks/1").status == 404)
    }

    @Test("gives a long list by the page, with the addresses of the pages beside")
    func pages() async throws {
        for number in 1...5 { _ = try await client.post("/v1/tasks/", json: ["title": "task \(number)"]) }
        let second = try await client.get("/v1/tasks/", query: ["page": "2", "per_page": "2"]).json()
        #expect(second["items"][0]["title"].string == "task 3")
        #expect(second["total"].int == 5)
        #expect(second["next"].string == "/v1/tasks/?page=3&per_page=2")
        #expect(second["previous"].string == "/v1/tasks/?page=1&per_page=2")
        let last = try await client.get("/v1/tasks/", query: ["page": "3", "per_page": "2"]).json()
        #expect(last["next"].string == nil)
    }

    @Test(
        "tells mistakes as JSON",
        arguments: [
            (.get, "/nothing", 404), (.get, "/v1/tasks/7", 404), (.put, "/v1/tasks/", 405),
            (.get, "/v1/tasks/?page=x", 400), (.get, "/v1/tasks/?per_page=101", 400),
        ] as [(Dewar.Method, String, Int)])
    func mistakes(method: Dewar.Method, path: String, status: Int) async throws {
        let response = try await client.send(method, path)
        #expect(response.status.code == status)
        #expect(try response.json()["error"]["status"].int == status)
    }

    @Test("refuses a task without a title, and what is no JSON")
    func input() async throws {
        #expect(try await client.post("/v1/tasks/", json: ["title": " "]).status == 422)
        #expect(try await client.post("/v1/tasks/", form: ["title": "milk"]).status == 415)
    }
}
