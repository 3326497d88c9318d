import Dewar

/// Who a client says it is, and how it is asked.
func addAuthorizationRoutes(to app: App) {
    app.get("/auth/basic") { request in
        guard let who = request.authorization, who.type == "basic", who.username == "ann", who.password == "s3cret:ü"
        else {
            return text("who are you?", status: 401, headers: ["WWW-Authenticate": "Basic realm=\"Conformance\""])
        }
        return text("hello ann")
    }
    app.get("/auth/bearer") { request in
        guard let who = request.authorization, who.type == "bearer", let token = who.token else {
            var response = text("no token", status: 401)
            response.wwwAuthenticate = Challenge("bearer", ["realm": "api", "error": "invalid_token"])
            return response
        }
        return text("token \(token)")
    }
    app.get("/auth/inspect") { request in
        guard let who = request.authorization else { return Response(json: JSONValue.null) }
        return Response(json: ["type": who.type, "token": who.token, "parameters": who.parameters])
    }
    app.get("/auth/abort") { _ -> Response in
        let challenge = Challenge("digest", ["realm": "r", "nonce": "n", "qop": "auth"])
        try abort(401, "log in first", headers: ["WWW-Authenticate": "\(challenge)"])
    }
}
