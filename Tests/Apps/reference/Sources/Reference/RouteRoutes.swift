import Dewar

/// Blueprints within one another, URL building, methods, slashes, converters.
func addRouteRoutes(to app: App) {
    app.register(api())
    app.get("/user/<name>", name: "user") { (_, name: String) in text("user \(name)") }
    app.get("/url-for") { request in text(try builtURL(request)) }
    addMethodRoutes(to: app)
    addConverterRoutes(to: app)
}

private func api() -> Blueprint {
    let users = Blueprint("users", prefix: "/users/<int:user_id>")
    users.get("/", name: "detail") { (request, _: Int) in place(request) }
    users.get("/posts/<path:rest>", name: "posts") { (request, _: Int, _: String) in place(request) }
    users.get("/links", name: "links") { (request, id: Int) in
        [
            "own": try request.urlFor(".detail", ["user_id": id]),
            "posts": try request.urlFor(".posts", ["user_id": id, "rest": "a/b c"]),
            "parent": try request.urlFor("api.v1.where"), "top": try request.urlFor("index"),
            "external": try request.urlFor(".detail", ["user_id": 1], external: true),
        ]
    }
    let v1 = Blueprint("v1", prefix: "/v1")
    v1.get("/where", name: "where") { request in place(request) }
    v1.register(users)
    let api = Blueprint("api", prefix: "/api")
    api.get("/where", name: "where") { request in place(request) }
    api.register(v1)
    return api
}

private func place(_ request: Request) -> JSONObject {
    [
        "endpoint": request.endpoint, "blueprint": request.blueprint, "blueprints": request.blueprints,
        "view_args": request.viewArguments.mapValues(json), "rule": request.rule,
    ]
}

private func json(_ value: PathValue) -> JSONValue {
    if case .int(let number) = value { .integer(number) } else { value.text.map(JSONValue.string) ?? .null }
}

private func builtURL(_ request: Request) throws -> String {
    let args = request.args
    var values: URLValues = [:]
    for (name, value) in args where name != "endpoint" && !name.hasPrefix("_") {
        let all = args.all(name)
        values[name] = all.count > 1 ? all : value
    }
    return try request.urlFor(
        try args.required("endpoint"), values, anchor: args["_anchor"], external: args["_external"] == "1",
        method: args["_method"].map { Method($0) }, scheme: args["_scheme"])
}

private func addMethodRoutes(to app: App) {
    app.route("/methods", methods: ["GET", "POST"]) { request in text(request.method.rawValue) }
    app.put("/methods/put") { _ in text("put") }
    app.route("/methods/own-options", methods: ["GET", "OPTIONS"]) { request in
        request.method == .options ? text("my options", headers: ["X-Options": "own"]) : text("get")
    }
    app.get("/methods/no-options", options: [.automaticOptions(false)]) { _ in text("get only") }
    app.route("/methods/head", methods: ["GET", "HEAD"]) { request in
        text("a body of 21 bytes...", headers: ["X-Method": request.method.rawValue])
    }
    app.get("/methods/split", name: "split_get") { _ in text("split get") }
    app.post("/methods/split", name: "split_post") { _ in text("split post", status: 201) }
    app.route("/things/", name: "things", methods: ["GET", "POST"]) { request in
        request.method == .post ? text("made", status: 201) : text("all things")
    }
    app.route("/things/<int:thing_id>", name: "thing", methods: ["GET", "PUT", "DELETE"]) { (request, id: Int) in
        switch request.method {
        case .put: text("put \(id)")
        case .delete: Response(status: 204)
        default: text("thing \(id)")
        }
    }
    app.route("/branch/", name: "branch", methods: ["GET", "POST"]) { request in
        text("branch \(request.method.rawValue)")
    }
    app.get("/leaf") { _ in text("leaf") }
    app.get("/lax/", options: [.strictSlashes(false)]) { _ in text("lax") }
}

private func addConverterRoutes(to app: App) {
    for (name, rule) in [("int", "<int:v>"), ("signed", "<int(signed=True):v>")] {
        app.get("/conv/\(name)/\(rule)", name: "conv_\(name)") { (_, v: Int) in ["type": "int", "value": "\(v)"] }
    }
    app.get("/conv/float/<float:v>", name: "conv_float") { (_, v: Double) in ["type": "float", "value": "\(v)"] }
    app.get("/conv/uuid/<uuid:v>", name: "conv_uuid") { (_, v: String) in ["type": "UUID", "value": v] }
    for (name, rule) in [
        ("path", "<path:v>"), ("any", "<any(red,green):v>"), ("two", "<string(length=2):v>"), ("string", "<v>"),
    ] {
        app.get("/conv/\(name)/\(rule)", name: "conv_\(name)") { (_, v: String) in ["type": "str", "value": v] }
    }
    app.get("/page/<int:n>", name: "page", options: [.also("/page/", defaults: ["n": 1])]) { (_, n: Int) in
        text("page \(n)")
    }
}
