import DewarLinux
import TestSupport
import Testing

@Suite("The reload channel") struct ReloadChannelTests {
    /// The page's token, as its script tag holds it.
    private func token(_ project: ServedProject) throws -> String {
        _ = try project.probe.get("/page", until: { $0.status == 200 })
        let page = try project.probe.get("/page", headers: ["Accept": "text/html"]).body
        let parts = page.split(separator: "data-token=\"", maxSplits: 1)
        return String(try #require(parts.dropFirst().first).prefix { $0 != "\"" })
    }

    private func handshake(_ project: ServedProject, _ token: String, _ headers: [String: String]) throws -> RawSocket {
        var all = [
            "Host": "localhost:\(project.port)", "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
        ]
        all.merge(headers) { $1 }
        let lines = all.map { "\($0.key): \($0.value)\r\n" }.joined()
        return try RawSocket(port: project.port, "GET /_dewar/live?token=\(token) HTTP/1.1\r\n\(lines)\r\n")
    }

    @Test("tells a page of the app to load again after a save, and what a failed build says")
    func told() throws {
        let project = try ServedProject()
        let socket = try handshake(
            project, try token(project), ["Origin": "http://localhost:\(project.port)"])
        try socket.reads("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        try project.edit("marker-0", "marker-1")
        try socket.reads("{\"type\":\"reload\"}")
        try project.edit("\"marker-1\"", "naem")
        try socket.reads("cannot find 'naem' in scope")
        let late = try handshake(project, try token(project), ["Origin": "http://localhost:\(project.port)"])
        try late.reads("cannot find 'naem' in scope")
        try project.edit("naem", "\"marker-1\"")
        try socket.reads("{\"type\":\"clear\"}")
    }

    @Test("tells pages of templates and style sheets, without a build")
    func pages() throws {
        let project = try ServedProject(["app.swift": ServedProject.single, "static/a.css": "a {}"])
        let socket = try handshake(project, try token(project), [:])
        try socket.reads("101 Switching Protocols")
        try project.folder.write("b {}", to: "static/a.css")
        try socket.reads("{\"type\":\"styles\"}")
        try project.folder.write("hello", to: "templates/a.html")
        try socket.reads("{\"type\":\"reload\"}")
    }

    @Test("refuses foreign origins (CVE-2025-24010, CVE-2018-14732), foreign hosts and wrong tokens, and lives on")
    func refused() throws {
        let project = try ServedProject()
        let token = try token(project)
        let bad: [([String: String], String, String)] = [
            (["Origin": "http://evil.example"], token, "403"),
            (["Origin": "null"], token, "403"),
            (["Origin": "http://127.0.0.1:1"], token, "403"),
            (["Origin": "\u{1}\u{2}::::"], token, "40"),
            (["Host": "evil.example:\(project.port)"], token, "403"),
            (["Host": "localhost:99999999"], token, "40"),
            (["Host": "[::::"], token, "40"),
            ([:], "wrong.1", "403"),
            ([:], "", "403"),
        ]
        for (headers, token, status) in bad {
            let socket = try handshake(project, token, headers)
            try socket.reads("HTTP/1.1 \(status)")
        }
        let stale = try handshake(project, "wrong.1", ["Origin": "http://localhost:\(project.port)"])
        try stale.reads("{\"type\":\"reload\"}")
        try project.answers("marker-0")
        let script = try project.probe.get("/_dewar/live.js")
        #expect(script.head.contains("Cross-Origin-Resource-Policy: same-origin"))
        #expect(!script.head.contains("Access-Control-Allow-Origin") && !script.body.contains("innerHTML"))
    }

    @Test(
        "gives other sites nothing to read, and nobody a file (GHSA-67mh-4wv8-2f99, GHSA-g7r4-m6w7-qqqr, CVE-2025-56648)"
    )
    func closed() throws {
        let project = try ServedProject([
            "app.swift": ServedProject.single, ".env": "SECRET_KEY=only-in-env", "static/a.css": "a {}",
        ])
        let token = try token(project)
        let paths = [
            "/", "/page", "/nowhere", "/static/a.css", "/_dewar/live.js", "/_dewar/live", "/_dewar/", "/_dewar/../.env",
            "/_dewar/%2e%2e/.env", "/_dewar/..%2f.env", "/_dewar/live.js/../../.env", "/_dewar//etc/passwd",
            "/_dewar/live.js?/../.env", "/_dewar/@fs/etc/passwd", "/static/../.env", "/static/%2e%2e/.env",
            "/static/..%2f.env", "/static/%2e%2e%2f.env", "/static/..%5c.env", "/static//etc/passwd", "//.env",
        ]
        for path in paths {
            let answer = try project.probe.get(path, headers: ["Origin": "http://evil.example"])
            #expect(!answer.head.lowercased().contains("access-control-allow"), "\(path)")
            #expect(!answer.body.contains("only-in-env") && !answer.body.contains("root:"), "\(path)")
            #expect(!answer.body.contains(token), "\(path)")
        }
        try project.answers("marker-0")
    }
}

/// A connection that is written to once and then read until a text has come.
final class RawSocket {
    private let connection: Descriptor
    private var read = ""

    init(port: UInt16, _ request: String) throws {
        connection = try Socket.connect(to: .ip4(host: "127.0.0.1", port: port))
        _ = Poll.write(connection.raw, Array(request.utf8)[...])
    }

    /// Waits for the text, and forgets what came up to its end.
    func reads(_ text: String) throws {
        let end = Clock.monotonic + 60_000_000_000
        while true {
            if let found = read.firstRange(of: text) {
                read = String(read[found.upperBound...])
                return
            }
            let left = max(0, (end - Clock.monotonic) / 1_000_000)
            guard !Poll.readable([connection.raw], milliseconds: left).isEmpty,
                let piece = Poll.read(connection.raw), !piece.isEmpty
            else { throw NeverRead(text: text, read: read) }
            read += String(decoding: piece, as: UTF8.self)
        }
    }

    struct NeverRead: Error {
        var text: String
        var read: String
    }
}
