import Dewar

/// Conditional answers, caching, negotiation.
func addConditionRoutes(to app: App) {
    app.route("/cond/etag", methods: ["GET", "PUT"]) { request in
        try conditional(request, request.method == .put ? "changed" : "tagged body", etag: "v1")
    }
    app.get("/cond/weak") { request in try conditional(request, "weak body", etag: .weak("w1")) }
    app.get("/cond/modified") { request in try conditional(request, "dated body", lastModified: leapDay) }
    app.get("/cond/both") { request in try conditional(request, "both", etag: "b1", lastModified: leapDay) }
    app.get("/cond/add-etag") { request in
        var response = text("computed etag")
        response.addETag()
        try response.makeConditional(for: request)
        return response
    }
    app.get("/cond/range") { request in try conditional(request, "0123456789", etag: "r1", acceptRanges: true) }

    app.get("/cache/<kind>") { (_, kind: String) -> Response in
        guard let describe = caching[kind] else { try abort(404) }
        var response = text("cached")
        describe(&response)
        return response
    }
    app.get("/cache/request") { request in
        let wanted = request.cacheControl
        return [
            "no_cache": wanted.noCache.isSet, "max_age": wanted.maxAge, "no_store": wanted.noStore,
            "only_if_cached": wanted.onlyIfCached,
        ]
    }

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
    app.get("/negotiate/list") { request in
        request.acceptMimetypes.items.map { [.string($0.value), .number($0.quality)] as JSONValue }
    }
    app.get("/negotiate/flags") { request in
        let accept = request.acceptMimetypes
        return [
            "json": accept.acceptsJSON, "html": accept.acceptsHTML, "quality": accept.quality(of: "application/json"),
            "png": accept.accepts("image/png"),
        ]
    }
}

private func conditional(
    _ request: Request, _ body: String, etag: ETag? = nil, lastModified: HTTPDate? = nil, acceptRanges: Bool = false
) throws -> Response {
    var response = text(body)
    response.etag = etag
    response.lastModified = lastModified
    try response.makeConditional(for: request, acceptRanges: acceptRanges)
    return response
}

private let caching: [String: @Sendable (inout Response) -> Void] = [
    "public": { response in
        response.cacheControl.public = true
        response.cacheControl.maxAge = 300
    },
    "private": { response in
        response.cacheControl.private = true
        response.cacheControl.noCache = true
    },
    "fields": { response in
        response.cacheControl.private = "X-Secret"
        response.cacheControl.noCache = "Set-Cookie"
    },
    "no-store": { response in response.cacheControl.noStore = true },
    "many": { response in
        response.cacheControl.public = true
        response.cacheControl.maxAge = 60
        response.cacheControl.sharedMaxAge = 120
        response.cacheControl.mustRevalidate = true
        response.cacheControl.immutable = true
        response.cacheControl.staleWhileRevalidate = 30
    },
    "expires": { response in
        response.expires = leapDay
        response.age = 12
    },
    "vary": { response in
        response.vary.insert("Accept-Encoding")
        response.vary.insert("Cookie")
        response.vary.insert("accept-encoding")
    },
    "misc": { response in
        response.contentLanguage = ["en", "de"]
        response.contentLocation = "/elsewhere"
        response.retryAfter = 30
        response.allow = ["GET", "PUT"]
    },
]
