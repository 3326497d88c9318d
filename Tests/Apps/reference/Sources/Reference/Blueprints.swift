import Dewar

private struct Where: Encodable {
    var endpoint: String?
    var blueprint: String?
    var blueprints: [String]
    var view_args: [String: JSONValue]
    var rule: String?

    init(_ request: Request) {
        endpoint = request.endpoint
        blueprint = request.blueprint
        blueprints = request.blueprints
        view_args = request.viewArguments.mapValues { value in
            if case .int(let number) = value { .integer(number) } else { .string(value.text ?? "") }
        }
        rule = request.rule
    }
}

func addBlueprints(to app: App) {
    let api = Blueprint("api", prefix: "/api")
    let v1 = Blueprint("v1", prefix: "/v1")
    let users = Blueprint("users", prefix: "/users/<int:user_id>")
    api.get("/where") { request in Where(request) }
    v1.get("/where") { request in Where(request) }
    users.get("/", name: "detail") { (request, _: Int) in Where(request) }
    users.get("/posts/<path:rest>", name: "posts") { (request, _: Int, _: String) in Where(request) }
    users.get("/links") { (request, id: Int) in
        [
            "own": try request.urlFor(".detail", ["user_id": id]),
            "posts": try request.urlFor(".posts", ["user_id": id, "rest": "a/b c"]),
            "parent": try request.urlFor("api.v1.where"), "top": try request.urlFor("index"),
            "external": try request.urlFor(".detail", ["user_id": 1], external: true),
        ]
    }
    v1.register(users)
    api.register(v1)
    app.register(api)

    app.get("/user/<name>", name: "user") { (_, name: String) in text("user \(name)") }
    app.get("/url-for") { request in
        var values = URLValues()
        for (name, _) in request.args where name != "endpoint" && !name.hasPrefix("_") {
            values[name] = request.args.all(name)
        }
        let args = request.args
        return text(
            try request.urlFor(
                args.required("endpoint"), values, anchor: args["_anchor"], external: args["_external"] == "1",
                method: args["_method"].map { Method($0) }, scheme: args["_scheme"]))
    }
    app.get("/proxy") { request -> JSONObject in
        [
            "remote_addr": request.remoteAddress, "scheme": request.scheme, "host": request.host,
            "root_path": request.rootPath, "url": request.url, "link": try request.urlFor("index"),
            "external": try request.urlFor("user", ["name": "x"], external: true),
        ]
    }
}
