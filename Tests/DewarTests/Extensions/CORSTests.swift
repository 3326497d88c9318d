import Dewar
import Testing

@Suite("CORS")
struct CORSTests {
    private func client(_ cors: CORS) -> TestClient {
        let app = App()
        app.get("/data") { _ in ["a": 1] }
        app.post("/api/data") { _ in "posted" }
        app.use(cors)
        return app.testClient()
    }

    private let preflight: Headers = [
        "Origin": "https://a.example", "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "x-token, content-type",
    ]

    @Test(
        "allows the sites that are named",
        arguments: [
            ("https://a.example", true), ("https://A.example", true), ("http://a.example", false),
            ("https://x.b.example", true), ("https://x.y.b.example", true), ("https://b.example", false),
            ("https://evilb.example", false), ("https://a.example.evil", false), ("null", false),
            ("https://evil.example/.b.example", false), ("https://evil.example/\u{301}.b.example", false),
        ])
    func origins(origin: String, isAllowed: Bool) async throws {
        let client = client(CORS(origins: ["https://a.example", "https://*.b.example"], exposedHeaders: ["X-Total"]))
        let response = try await client.get("/data", headers: ["Origin": origin])
        #expect(response.headers["Access-Control-Allow-Origin"] == (isAllowed ? origin : nil))
        #expect(response.headers["Access-Control-Expose-Headers"] == (isAllowed ? "X-Total" : nil))
        #expect(response.headers["Vary"] == "Origin")
        #expect(response.text == "{\"a\":1}\n")
    }

    @Test("allows any site where it is told to, on errors too")
    func anyOrigin() async throws {
        let client = client(CORS(origins: ["*"]))
        for path in ["/data", "/missing"] {
            let response = try await client.get(path, headers: ["Origin": "https://x.example"])
            #expect(response.headers["Access-Control-Allow-Origin"] == "*")
            #expect(response.headers["Vary"] == nil)
        }
        #expect(try await client.get("/data").headers["Access-Control-Allow-Origin"] == nil)
    }

    @Test("answers a preflight with what may be done, without asking a view")
    func preflight() async throws {
        let open = try await client(CORS(origins: ["*"], maxAge: 600)).options("/api/data", headers: preflight)
        #expect(open.status == 204)
        #expect(open.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST, PUT, PATCH, DELETE")
        #expect(open.headers["Access-Control-Allow-Headers"] == "x-token, content-type")
        #expect(open.headers["Access-Control-Max-Age"] == "600")
        let narrow = CORS(
            origins: ["https://a.example"], methods: [.get], requestHeaders: ["X-One"], allowsCredentials: true)
        let answer = try await client(narrow).options("/api/data", headers: preflight)
        #expect(answer.headers["Access-Control-Allow-Methods"] == "GET")
        #expect(answer.headers["Access-Control-Allow-Headers"] == "X-One")
        #expect(answer.headers["Access-Control-Allow-Credentials"] == "true")
    }

    @Test("leaves other paths and ordinary OPTIONS alone")
    func others() async throws {
        let client = client(CORS(origins: ["*"], paths: "/api/"))
        #expect(
            try await client.get("/data", headers: ["Origin": "https://a"]).headers["Access-Control-Allow-Origin"]
                == nil)
        #expect(try await client.options("/api/data").headers["Allow"]?.contains("POST") == true)
    }

    @Test("refuses cookies for any site at the start")
    func credentials() async {
        await #expect(throws: (any Error).self) {
            try await client(CORS(origins: ["*"], allowsCredentials: true)).get("/data")
        }
    }
}
