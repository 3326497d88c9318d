import Dewar
import DewarHTTP
import Testing

@Suite("Compressed answers")
struct CompressionTests {
    private static let page = String(repeating: "<p>Hello, world!</p>\n", count: 200)

    private func client(_ prepare: (inout Response) -> Void = { _ in }) -> TestClient {
        var response = Response(CompressionTests.page)
        prepare(&response)
        let answer = response
        let app = App(Config(folder: "/", environment: [:]))
        app.config.compressAbove = 1_000
        app.get("/") { _ in answer }
        app.get("/short") { _ in "short" }
        app.get("/tagged") { request in
            var response = answer
            response.etag = "v1"
            try response.makeConditional(for: request, acceptRanges: true)
            return response
        }
        return app.testClient()
    }

    @Test("are sent to a client that takes them, and hold the same")
    func packs() async throws {
        let response = try await client().get("/", headers: ["Accept-Encoding": "br, gzip;q=0.8"])
        #expect(response.headers["Content-Encoding"] == "gzip")
        #expect(response.headers["Vary"] == "Accept-Encoding")
        #expect(response.body.count < 500)
        let unpacked = try Gzip.decompress(response.body, limit: 1 << 20)
        #expect(String(decoding: unpacked, as: UTF8.self) == CompressionTests.page)
    }

    @Test(
        "are not sent to a client that does not want them, but caches learn that others may",
        arguments: [nil, "", "identity", "gzip;q=0", "*;q=0", "br", "gzip;q=0.5, identity"])
    func asks(accepted: String?) async throws {
        let response = try await client().get("/", headers: accepted.map { ["Accept-Encoding": $0] } ?? [:])
        #expect(response.headers["Content-Encoding"] == nil)
        #expect(response.headers["Vary"] == "Accept-Encoding")
        #expect(response.text == CompressionTests.page)
    }

    @Test("are not made of what is short")
    func leavesShort() async throws {
        let response = try await client().get("/short", headers: ["Accept-Encoding": "gzip"])
        #expect(response.headers["Content-Encoding"] == nil)
        #expect(response.text == "short")
    }

    @Test(
        "are not made of what is packed already or may not be changed",
        arguments: [("Content-Type", "image/png"), ("Content-Encoding", "br"), ("Cache-Control", "no-transform")])
    func leavesOthers(name: String, value: String) async throws {
        let client = client { $0.headers[name] = value }
        let response = try await client.get("/", headers: ["Accept-Encoding": "gzip"])
        #expect(response.headers["Content-Encoding"] != "gzip")
        #expect(response.text == CompressionTests.page)
    }

    @Test("have a weak tag, by which the client is told that it has the content")
    func tags() async throws {
        let first = try await client().get("/tagged", headers: ["Accept-Encoding": "gzip"])
        #expect(first.headers["ETag"] == "W/\"v1\"")
        let second = try await client().get(
            "/tagged", headers: ["Accept-Encoding": "gzip", "If-None-Match": "W/\"v1\""])
        #expect(second.status == 304)
        #expect(second.headers["Vary"] == "Accept-Encoding")
    }

    @Test("are never parts")
    func leavesParts() async throws {
        let response = try await client().get(
            "/tagged", headers: ["Accept-Encoding": "gzip", "Range": "bytes=0-1999"])
        #expect(response.status == 206)
        #expect(response.headers["Content-Encoding"] == nil)
        #expect(response.body.count == 2_000)
    }

    @Test("are on by a setting's name too")
    func isSetByName() {
        var config = Config(folder: "/", environment: ["DEWAR_COMPRESS_ABOVE": "500", "DEWAR_ACCESS_LOG": "json"])
        #expect(config.compressAbove == 500)
        #expect(config.accessLog == .json)
        config["ACCESS_LOG"] = "loud"
        #expect(config.problems.count == 1)
    }
}
