import Dewar

func addNegotiation(to app: App) {
    app.get("/negotiate") { request in
        text(request.acceptMimetypes.best(of: ["application/json", "text/html", "text/plain"]) ?? "none")
    }
    app.get("/negotiate/default") { request in
        text(request.acceptMimetypes.best(of: ["image/png", "image/webp"]) ?? "image/gif")
    }
    app.get("/negotiate/language") { request in
        text(request.acceptLanguages.best(of: ["en", "de", "fr-CA"]) ?? "none")
    }
    app.get("/negotiate/encoding") { request in
        text(request.acceptEncodings.best(of: ["gzip", "br", "identity"]) ?? "none")
    }
    app.get("/negotiate/list") { request -> JSONValue in
        .array(request.acceptMimetypes.items.map { .array([.string($0.value), .number($0.quality)]) })
    }
    app.get("/negotiate/flags") { request -> JSONObject in
        let accept = request.acceptMimetypes
        return [
            "json": accept.acceptsJSON, "html": accept.acceptsHTML, "quality": accept.quality(of: "application/json"),
            "png": accept.accepts("image/png"),
        ]
    }
}

func addAuthorization(to app: App) {
    app.get("/auth/basic") { request in
        guard let given = request.authorization, given.type == "basic", given.username == "ann",
            given.password == "s3cret:ü"
        else {
            return text(
                "who are you?", status: 401, headers: ["WWW-Authenticate": "Basic realm=\"Conformance\""])
        }
        return text("hello ann")
    }
    app.get("/auth/bearer") { request in
        guard let given = request.authorization, given.type == "bearer" else {
            var response = text("no token", status: 401)
            response.wwwAuthenticate = Challenge("bearer", ["realm": "api", "error": "invalid_token"])
            return response
        }
        return text("token \(given.token ?? "None")")
    }
    app.get("/auth/inspect") { request -> JSONValue in
        guard let given = request.authorization else { return .null }
        return [
            "type": .string(given.type), "token": given.token.map { .string($0) } ?? .null,
            "parameters": .object(given.parameters.mapValues { .string($0) }),
        ]
    }
    app.get("/auth/abort") { _ -> Response in
        let challenge = Challenge("digest", ["realm": "r", "nonce": "n", "qop": "auth"])
        try abort(401, "log in first", headers: ["WWW-Authenticate": challenge.description])
    }
}
