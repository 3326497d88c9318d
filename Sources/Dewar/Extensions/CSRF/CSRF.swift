internal import DewarHTTP

/// Refuses requests by which another site's page would act as the user: forms and scripts there that send POST, PUT, PATCH
/// or DELETE here, with the cookies that the browser has for this site (cross-site request forgery).
///
/// ```swift
/// app.use(CSRF())
/// app.use(CSRF(trustedOrigins: ["https://admin.example.com"], exempt: ["/hooks/"]))
/// ```
///
/// The browser says itself where a request comes from (`Sec-Fetch-Site`, and `Origin` from older ones), and no page can
/// change that. So forms need no hidden token, and nothing is stored. A request that says neither comes from no browser
/// and brings nobody's cookies; it passes. GET and HEAD pass always: they must not change anything.
public struct CSRF: Extension, Sendable {
    /// Other sites that may send such requests, as `https://example.com`.
    public var trustedOrigins: Set<String>
    /// Paths that are not protected, by their beginnings: those that other programs call, and that look at no cookie.
    public var exempt: [String]

    /// Refuses what other sites make browsers send, but for these origins and for paths that begin like one of `exempt`.
    public init(trustedOrigins: Set<String> = [], exempt: [String] = []) {
        self.trustedOrigins = trustedOrigins
        self.exempt = exempt
    }

    public func install(on app: App) {
        app.before { request in
            guard isForged(request) else { return nil }
            try abort(403, "The request comes from another site. Send it from a page of this one.")
        }
    }

    private static let harmless: Set<Method> = [.get, .head, .options]

    private func isForged(_ request: Request) -> Bool {
        if CSRF.harmless.contains(request.method) || isExempt(request) { return false }
        let origin = request.origin
        if let origin, trustedOrigins.contains(origin) { return false }
        if let site = request.headers["Sec-Fetch-Site"] { return site != "same-origin" && site != "none" }
        guard let origin else { return false }
        return !isOwn(origin, request)
    }

    private func isExempt(_ request: Request) -> Bool {
        let path = request.path
        return exempt.contains { path.begins(with: $0) }
    }

    /// Whether the origin is this host. A proxy may have ended TLS, so only the host counts.
    private func isOwn(_ origin: String, _ request: Request) -> Bool {
        guard let behind = origin.cut(at: "/").behind else { return false }
        var host = Substring(behind.unicodeScalars.drop { $0 == "/" })
        for usualPort in [":80", ":443"] where host.ends(with: usualPort) { host = host.dropLast(usualPort.count) }
        return !host.isEmpty && host.lowercased() == request.host.lowercased()
    }
}
