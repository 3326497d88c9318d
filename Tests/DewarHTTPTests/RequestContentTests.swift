import DewarHTTP
import Testing

@Suite("A request's body")
struct RequestContentTests {
    private struct Todo: Codable, Equatable {
        enum Level: String, Codable { case low, high }

        var title: String
        var level: Level = .low
        var tags: [Tag]?
    }

    private struct Tag: Codable, Equatable {
        var name: String
    }

    private func request(_ body: String, type: String? = "application/json") -> Request {
        Request(
            method: .post, target: "/", headers: Headers(contentType: type), body: RequestBody(Array(body.utf8)))
    }

    @Test("decodes JSON, and keeps the body for a second look")
    func json() async throws {
        let request = request(#"{"title": "write", "level": "high"}"#)
        #expect(try await request.json(as: Todo.self) == Todo(title: "write", level: .high))
        #expect(try await request.json()["title"].string == "write")
        #expect(try await request.text().count == 35)
    }

    @Test(
        "is limited piece by piece as it is whole",
        arguments: [(nil, 10), (10, 10), (9, nil), (0, nil)] as [(Int?, Int?)])
    func limit(maximum: Int?, read: Int?) async throws {
        let request = request("0123456789")
        request.limits.maximumBodyBytes = maximum
        var count = 0
        do {
            for try await piece in request.body { count += piece.count }
            #expect(count == read)
        } catch {
            #expect((error as? HTTPError)?.code == 413 && read == nil)
        }
    }

    @Test(
        "answers 400 that leads to the failing place",
        arguments: [
            (#"{"title": 1, "level": "high"}"#, "'title'"), (#"{"title": "x", "level": "middle"}"#, "'level'"),
            (#"{"level": "low"}"#, "'title'"), (#"{"title":"#, "byte 9"), ("nope", "not JSON"),
            (#"{"title": "x", "level": "low", "tags": [{"name": "a"}, {"name": 2}]}"#, "'tags[1].name'"),
            (#"{"title": null, "level": "low"}"#, "'title'"), ("", "not JSON"),
        ])
    func badJSON(body: String, part: String) async {
        let error = await #expect(throws: HTTPError.self) { try await request(body).json(as: Todo.self) }
        #expect(error?.code == 400)
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test(
        "takes for JSON what says so",
        arguments: [
            ("application/json", true), ("APPLICATION/JSON; charset=utf-8", true), ("application/vnd.api+json", true),
            ("text/json", false), ("application/jsonp", false), ("text/plain", false), (nil, false),
        ])
    func contentType(type: String?, isJSON: Bool) async throws {
        let request = request("[1]", type: type)
        #expect(request.isJSON == isJSON)
        if isJSON {
            #expect(try await request.json() == [1])
        } else {
            let error = await #expect(throws: HTTPError.self) { try await request.json() }
            #expect(error?.code == 415)
            #expect(try await request.json(force: true) == [1])
        }
    }

    @Test("refuses a body beyond the limit with 413, again and again")
    func limit() async throws {
        let small = request(String(repeating: "x", count: 32))
        small.limits.maximumBodyBytes = 32
        #expect(try await small.data().count == 32)
        let large = request(String(repeating: "x", count: 33))
        large.limits.maximumBodyBytes = 32
        for _ in 0..<2 {
            let error = await #expect(throws: HTTPError.self) { try await large.data() }
            #expect(error?.code == 413)
        }
    }
}
