import Dewar

func addPlain(to app: App) {
    app.get("/") { _ in "Hello, World!" }
    app.get("/plain") { _ in text("plain text\n") }
    app.get("/html") { _ in "<p>Grüße, 世界 🎉</p>" }
    app.get("/bytes") { _ in Array(UInt8.min...UInt8.max) }
    app.get("/empty") { _ in "" }
    app.get("/content-type/<kind>") { (_, kind: String) in
        let mimetypes = [
            "text-css": "text/css", "xml": "application/xml", "svg": "image/svg+xml", "json": "application/json",
            "js": "application/javascript", "pdf": "application/pdf",
        ]
        let contentTypes = [
            "explicit": "text/plain", "latin1": "text/plain; charset=iso-8859-1", "both": "text/x-custom; a=b",
        ]
        var response = Response("x")
        if let mimetype = mimetypes[kind] {
            response.mimetype = mimetype
        } else {
            response.contentType = try pick(contentTypes, kind)
        }
        return response
    }
    app.get("/multi-header") { _ in
        var response = text("multi")
        response.headers.add("X-Multi", "one")
        response.headers.add("X-Multi", "two")
        response.headers["X-Single"] = "first"
        response.headers["x-single"] = "second"
        return response
    }
    app.get("/bad-header") { _ in
        var response = text("header refused")
        for value in ["line\nbreak", "carriage\rreturn"] { response.headers["X-Bad"] = value }
        return response.headers.contains("X-Bad") ? text("header accepted", status: 500) : response
    }
    app.get("/make-response") { _ in text("made", status: 201, headers: ["X-Made": "yes"]) }
    app.get("/status/<int:code>") { (_, code: Int) in text("status \(code)", status: Status(code)) }
}

func addReturns(to app: App) {
    app.get("/tuple/<kind>") { (_, kind: String) -> Response in
        switch kind {
        case "status": return Response("created", status: 201)
        case "headers": return Response("with headers", headers: ["X-A": "1", "X-B": "2"])
        case "header-list": return Response("with list", headers: ["X-A": "1", "X-A": "2"])
        case "all": return Response("all three", status: 202, headers: ["X-A": "1", "Content-Type": "text/plain"])
        case "status-string": return Response("odd reason", status: Status(299, reason: "Something Odd"))
        case "dict": return Response(json: ["a": 1], status: 201)
        case "list": return Response(json: [1, 2], status: 203)
        case "response":
            var response = Response("inner", headers: ["X-A": "inner", "X-B": "inner"])
            response.status = 206
            response.headers["X-A"] = "outer"
            return response
        case "no-content": return Response(status: 204)
        case "not-modified": return Response(status: 304)
        default: try abort(404)
        }
    }
}

func addRedirects(to app: App) {
    app.route("/redirect/<int:code>", methods: ["GET", "POST"]) { (_, code: Int) in
        redirect("/target", status: Status(code))
    }
    app.get("/redirect-to/<kind>") { (request, kind: String) in
        let targets = [
            "relative": "sibling?x=1", "unicode": "/tärget?q=ü&r=a b",
            "external": "https://example.com/path?x=1#frag", "host": "//other.example/x",
            "url-for": try request.urlFor("user", ["name": "Ann Lee", "page": 2]), "quoted": "/a%20b?c=%26",
        ]
        return redirect(try pick(targets, kind))
    }
    app.route("/target", name: "target", methods: ["GET", "POST"]) { request in text("target \(request.method)") }
}
