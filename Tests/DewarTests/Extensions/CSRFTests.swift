import Dewar
import Testing

@Suite("CSRF")
struct CSRFTests {
    private let client: TestClient

    init() {
        let app = App()
        app.use(CSRF(trustedOrigins: ["https://friend.example"], exempt: ["/hooks/"]))
        for path in ["/pay", "/hooks/pay"] {
            app.route(
                path, name: path.dropFirst().split(separator: "/").joined(separator: "_"),
                methods: ["GET", "POST", "DELETE"]
            ) { _ in
                "paid"
            }
        }
        client = app.testClient()
    }

    @Test(
        "lets requests of this site and of no browser pass, and refuses those of others",
        arguments: [
            ([:], 200), (["Sec-Fetch-Site": "same-origin"], 200), (["Sec-Fetch-Site": "none"], 200),
            (["Sec-Fetch-Site": "same-site"], 403), (["Sec-Fetch-Site": "cross-site"], 403),
            (["Sec-Fetch-Site": "cross-site", "Origin": "https://friend.example"], 200),
            (["Origin": "https://shop.example"], 200), (["Origin": "https://SHOP.example:443"], 200),
            (["Origin": "https://shop.example:8443"], 403), (["Origin": "https://evil.example"], 403),
            (["Origin": "https://evilshop.example"], 403), (["Origin": "null"], 403), (["Origin": "//"], 403),
        ] as [(Headers, Int)])
    func post(headers: Headers, status: Int) async throws {
        var headers = headers
        headers["Host"] = "shop.example"
        #expect(try await client.post("/pay", headers: headers).status.code == status)
        #expect(try await client.delete("/pay", headers: headers).status.code == status)
    }

    @Test("does not look at methods that change nothing, nor at exempt paths")
    func others() async throws {
        let evil: Headers = ["Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"]
        #expect(try await client.get("/pay", headers: evil).status == 200)
        #expect(try await client.post("/hooks/pay", headers: evil).status == 200)
        #expect(try await client.post("/hooks", headers: evil).status == 403)
    }
}
