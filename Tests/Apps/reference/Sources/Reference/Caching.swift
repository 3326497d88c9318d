import Dewar

func addCaching(to app: App) {
    app.route("/cond/etag", methods: ["GET", "PUT"]) { request in
        try conditional(text(request.method == .put ? "changed" : "tagged body"), request, etag: "v1")
    }
    app.get("/cond/weak") { request in try conditional(text("weak body"), request, etag: .weak("w1")) }
    app.get("/cond/modified") { request in try conditional(text("dated body"), request, modified: when) }
    app.get("/cond/both") { request in try conditional(text("both"), request, etag: "b1", modified: when) }
    app.get("/cond/add-etag") { request in
        let body = "computed etag"
        return try conditional(text(body), request, etag: ETag(Digest.sha256.hexadecimal(of: Array(body.utf8))))
    }
    app.get("/cond/range") { request in
        var response = text("0123456789")
        response.etag = "r1"
        try response.makeConditional(for: request, acceptRanges: true)
        return response
    }
    app.get("/cache/request") { request -> JSONObject in
        let caching = request.cacheControl
        return [
            "no_cache": caching.noCache.isSet, "max_age": caching.maxAge, "no_store": caching.noStore,
            "only_if_cached": caching.onlyIfCached,
        ]
    }
    app.get("/cache/<kind>") { (_, kind: String) in try cached(kind) }
}

private func conditional(
    _ response: Response, _ request: Request, etag: ETag? = nil, modified: HTTPDate? = nil
) throws -> Response {
    var response = response
    if let etag { response.etag = etag }
    if let modified { response.lastModified = modified }
    try response.makeConditional(for: request)
    return response
}

private func cached(_ kind: String) throws -> Response {
    var response = text("cached")
    var caching = CacheControl()
    switch kind {
    case "public":
        caching.public = true
        caching.maxAge = 300
    case "private":
        caching.private = true
        caching.noCache = true
    case "fields":
        caching.private = "X-Secret"
        caching.noCache = "Set-Cookie"
    case "no-store": caching.noStore = true
    case "many":
        caching.public = true
        caching.maxAge = 60
        caching.sharedMaxAge = 120
        caching.mustRevalidate = true
        caching.immutable = true
        caching.staleWhileRevalidate = 30
    case "expires":
        response.expires = when
        response.age = 12
    case "vary":
        response.vary = ["Accept-Encoding", "Cookie"]
        response.vary.insert("accept-encoding")
    case "misc":
        response.contentLanguage = ["en", "de"]
        response.contentLocation = "/elsewhere"
        response.retryAfter = 30
        response.allow = ["GET", "PUT"]
    default: try abort(404)
    }
    if !caching.description.isEmpty { response.cacheControl = caching }
    return response
}
