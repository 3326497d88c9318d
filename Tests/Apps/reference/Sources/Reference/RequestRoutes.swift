import Dewar

/// What a request says: its URL, its query, its header fields, its cookies.
func addRequestRoutes(to app: App) {
    app.route("/inspect", name: "inspect", methods: ["GET", "POST", "PUT", "PATCH", "DELETE"]) { request in
        inspect(request, rest: nil)
    }
    app.get("/inspect/<path:rest>", name: "inspect_rest") { (request, rest: String) in inspect(request, rest: rest) }

    app.get("/args") { request in pairs(request.args) }
    app.get("/args/typed") { request in
        let args = request.args
        return [
            "page": args["page", as: Int.self] ?? 1, "ratio": args["ratio", as: Double.self], "tags": args.all("tag"),
            "nums": args.all("n", as: Int.self), "flag": args.contains("flag"), "first": args["tag"],
            "missing": args["missing"] ?? "default",
        ]
    }
    app.get("/args/required") { request in text("q is \(try request.args.required("q"))") }
    app.route("/values", methods: ["GET", "POST", "PUT"]) { request async throws in pairs(try await request.values()) }
    app.get("/headers") { request in
        let headers = request.headers
        return [
            "agent": headers["User-Agent"], "thing": headers["X-Thing"], "lower": headers["x-thing"],
            "missing": headers["X-Missing"] ?? "none", "has": headers.contains("X-Thing"),
            "length": headers["X-Long"]?.count, "integer": headers["X-Number"].flatMap { Int($0) },
        ]
    }
    app.get("/cookies") { request in pairs(request.cookies) }
    app.get("/proxy") { request in
        [
            "remote_addr": request.remoteAddress, "scheme": request.scheme, "host": request.host,
            "root_path": request.rootPath, "url": request.url, "link": try request.urlFor("index"),
            "external": try request.urlFor("user", ["name": "x"], external: true),
        ]
    }
}

private func inspect(_ request: Request, rest: String?) -> [String: any Encodable] {
    [
        "method": request.method.rawValue, "path": request.path, "full_path": request.fullPath, "url": request.url,
        "base_url": request.baseURL, "root_url": request.rootURL, "host_url": request.hostURL, "host": request.host,
        "scheme": request.scheme, "is_secure": request.isSecure, "query_string": request.queryString,
        "root_path": request.rootPath, "rest": rest,
    ]
}
