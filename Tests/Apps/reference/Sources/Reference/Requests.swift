import Dewar

func addRequests(to app: App) {
    let all: [Method] = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    app.route("/inspect", methods: all) { request in inspect(request, nil) }
    app.get("/inspect/<path:rest>", name: "inspect") { (request, rest: String) in inspect(request, rest) }
    app.get("/args") { request in pairs(request.args) }
    app.get("/args/typed") { request -> JSONObject in
        let args = request.args
        return [
            "page": args["page", as: Int.self] ?? 1, "ratio": args["ratio", as: Double.self], "tags": args.all("tag"),
            "nums": args.all("n", as: Int.self), "flag": args.contains("flag"), "first": args["tag"],
            "missing": args["missing"] ?? "default",
        ]
    }
    app.get("/args/required") { request in text("q is \(try request.args.required("q"))") }
    app.route("/values", methods: ["GET", "POST", "PUT"]) { request async throws in pairs(try await request.values()) }
    app.get("/headers") { request -> JSONObject in
        let headers = request.headers
        return [
            "agent": headers["User-Agent"], "thing": headers["X-Thing"], "lower": headers["x-thing"],
            "missing": headers["X-Missing"] ?? "none", "has": headers.contains("X-Thing"),
            "length": headers["X-Long"].map(\.unicodeScalars.count), "integer": headers["X-Number"].flatMap { Int($0) },
        ]
    }
}

func inspect(_ request: Request, _ rest: String?) -> JSONObject {
    [
        "method": request.method.rawValue, "path": request.path, "full_path": request.fullPath, "url": request.url,
        "base_url": request.baseURL, "root_url": request.rootURL, "host_url": request.hostURL, "host": request.host,
        "scheme": request.scheme, "is_secure": request.isSecure, "query_string": request.queryString,
        "root_path": request.rootPath, "rest": rest,
    ]
}
