import Dewar

/// Plain answers, content types, header fields.
func addPlainRoutes(to app: App) {
    app.get("/", name: "index") { _ in "Hello, World!" }
    app.get("/plain") { _ in text("plain text\n") }
    app.get("/html") { _ in "<p>Grüße, 世界 🎉</p>" }
    app.get("/bytes") { _ in [UInt8](0...255) }
    app.get("/empty") { _ in "" }
    app.get("/content-type/<kind>") { (_, kind: String) -> Response in
        var response = Response("x")
        if let type = mimetypes[kind] {
            response.mimetype = type
        } else if let type = contentTypes[kind] {
            response.contentType = type
        } else {
            try abort(404)
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
        for value in ["line\nbreak", "carriage\rreturn"] {
            response.headers["X-Bad"] = value
            if response.headers.contains("X-Bad") { return text("header accepted", status: 500) }
        }
        return response
    }
    app.get("/make-response") { _ in text("made", status: 201, headers: ["X-Made": "yes"]) }
    app.get("/status/<int:code>") { (_, code: Int) in text("status \(code)", status: Status(code)) }
}

private let mimetypes = [
    "text-css": "text/css", "xml": "application/xml", "svg": "image/svg+xml", "js": "application/javascript",
    "json": "application/json", "pdf": "application/pdf",
]

private let contentTypes = [
    "explicit": "text/plain", "latin1": "text/plain; charset=iso-8859-1", "both": "text/x-custom; a=b",
]
