import Dewar

/// What a view may return, redirects, streams.
func addAnswerRoutes(to app: App) {
    app.get("/ping") { _ in text("pong") }
    app.get("/tuple/<kind>") { (_, kind: String) -> Response in
        guard let answer = answers[kind] else { try abort(404) }
        return answer
    }
    app.route("/redirect/<int:code>", methods: ["GET", "POST"]) { (_, code: Int) in
        redirect("/target", status: Status(code))
    }
    app.get("/redirect-to/<kind>") { (request, kind: String) -> Response in
        if kind == "url-for" { return redirect(try request.urlFor("user", ["name": "Ann Lee", "page": 2])) }
        guard let location = locations[kind] else { try abort(404) }
        return redirect(location)
    }
    app.route("/target", name: "target", methods: ["GET", "POST"]) { request in
        text("target \(request.method.rawValue)")
    }
    addStreamRoutes(to: app)
}

private let answers: [String: Response] = [
    "status": Response("created", status: 201),
    "headers": Response("with headers", headers: ["X-A": "1", "X-B": "2"]),
    "header-list": Response("with list", headers: ["X-A": "1", "X-A": "2"]),
    "all": Response("all three", status: 202, headers: ["X-A": "1", "Content-Type": "text/plain"]),
    "status-string": Response("odd reason", status: Status(299, reason: "Something Odd")),
    "dict": Response(json: ["a": 1], status: 201),
    "list": Response(json: [1, 2], status: 203),
    "response": Response("inner", status: 206, headers: ["X-A": "outer", "X-B": "inner"]),
    "no-content": Response(status: 204),
    "not-modified": Response(status: 304),
]

private let locations = [
    "relative": "sibling?x=1", "unicode": "/tärget?q=ü&r=a b", "external": "https://example.com/path?x=1#frag",
    "host": "//other.example/x", "quoted": "/a%20b?c=%26",
]

private func addStreamRoutes(to app: App) {
    let plain = "text/plain; charset=utf-8"
    app.get("/stream") { _ in
        Response.stream(contentType: plain) { write in
            for number in 0..<5 { try await write("line \(number)\n") }
        }
    }
    app.get("/stream/context") { request in
        Response.stream(contentType: plain) { write in
            for piece in ["name=", request.args["name"] ?? "nobody", ";"] { try await write(piece) }
        }
    }
    app.get("/stream/big") { _ in
        let pieces = ResponseStream { write in
            for number in 0..<32 { try await write([UInt8](repeating: 65 + UInt8(number % 26), count: 8192)) }
        }
        return Response(headers: ["Content-Type": "application/octet-stream"], body: .stream(pieces))
    }
    app.get("/stream/empty") { _ in Response.stream(contentType: plain) { _ in } }
}
