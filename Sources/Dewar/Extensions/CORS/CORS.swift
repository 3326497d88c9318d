public import DewarHTTP

/// Lets pages of other sites call this application from a browser (Fetch standard, "CORS protocol"; Flask-CORS).
///
/// ```swift
/// app.use(CORS(origins: ["https://shop.example.com", "https://*.example.org"]))
/// app.use(CORS(origins: ["*"], paths: "/api/"))
/// ```
///
/// Nothing is refused here: a browser keeps an answer from a page if the answer does not allow the page's site. Whatever
/// must not be done from other sites needs protection of its own, such as `CSRF`.
public struct CORS: Extension, Sendable {
    /// The sites that may read answers, as `https://example.com`; `https://*.example.com` stands for all hosts below
    /// example.com, `*` for any site.
    public var origins: [String]
    /// Only paths that begin so.
    public var paths: String
    /// The methods that may be used.
    public var methods: [Method]
    /// The header fields that requests may have beside the harmless ones; nil for any.
    public var requestHeaders: [String]?
    /// The header fields of answers that pages may read beside the harmless ones.
    public var exposedHeaders: [String]
    /// Whether requests may bring cookies. Then origins must be named: with `*`, every site could act as the user.
    public var allowsCredentials: Bool
    /// Seconds that a browser need not ask again.
    public var maxAge: Int?

    /// Why the extension cannot be taken into use.
    public enum Problem: Error, Hashable, CustomStringConvertible {
        case credentialsForAnyOrigin

        public var description: String {
            "CORS with allowsCredentials needs its origins by name: with \"*\" every site could act as the user"
        }
    }

    /// Lets pages of these origins read the answers below `paths`; `*` stands for all origins, and in a name for a part of it.
    public init(
        origins: [String], paths: String = "/",
        methods: [Method] = [.get, .head, .post, .put, .patch, .delete], requestHeaders: [String]? = nil,
        exposedHeaders: [String] = [], allowsCredentials: Bool = false, maxAge: Int? = nil
    ) {
        self.origins = origins
        self.paths = paths
        self.methods = methods
        self.requestHeaders = requestHeaders
        self.exposedHeaders = exposedHeaders
        self.allowsCredentials = allowsCredentials
        self.maxAge = maxAge
    }

    public func install(on app: App) throws {
        if allowsCredentials, allowsAnyOrigin { throw Problem.credentialsForAnyOrigin }
        app.before { request in isPreflight(request) ? Response(status: 204) : nil }
        app.after { request, response in allow(request, &response) }
    }

    private var allowsAnyOrigin: Bool { origins.contains("*") }

    /// Whether a browser asks beforehand what it may do.
    private func isPreflight(_ request: Request) -> Bool {
        request.method == .options && request.origin != nil
            && request.headers.contains("Access-Control-Request-Method") && request.path.begins(with: paths)
    }

    private func allow(_ request: Request, _ response: inout Response) {
        guard request.path.begins(with: paths) else { return }
        // Caches must not give one site the answer that was made for another.
        if !allowsAnyOrigin { response.vary.insert("Origin") }
        guard let origin = request.origin, isAllowed(origin) else { return }
        response.headers["Access-Control-Allow-Origin"] = allowsAnyOrigin ? "*" : origin
        if allowsCredentials { response.headers["Access-Control-Allow-Credentials"] = "true" }
        if isPreflight(request) {
            answerPreflight(request, &response)
        } else if !exposedHeaders.isEmpty {
            response.headers["Access-Control-Expose-Headers"] = exposedHeaders.joined(separator: ", ")
        }
    }

    private func answerPreflight(_ request: Request, _ response: inout Response) {
        response.headers["Access-Control-Allow-Methods"] = methods.map(\.rawValue).joined(separator: ", ")
        response.headers["Access-Control-Allow-Headers"] =
            requestHeaders?.joined(separator: ", ") ?? request.headers["Access-Control-Request-Headers"]
        response.headers["Access-Control-Max-Age"] = maxAge.map { "\($0)" }
        response.vary.insert("Access-Control-Request-Method")
        response.vary.insert("Access-Control-Request-Headers")
    }

    private func isAllowed(_ origin: String) -> Bool {
        if allowsAnyOrigin { return true }
        let origin = origin.lowercased()
        return origins.contains { pattern in
            // `https://*.example.org` is a scheme, and an end that begins with a dot.
            let ends = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
            if ends.count == 1 { return ends[0] == origin }
            return origin.begins(with: ends[0]) && origin.ends(with: ends[1])
                && !origin.utf8.dropFirst(ends[0].utf8.count).contains(UInt8(ascii: "/"))
        }
    }
}
