internal import DewarHTTP

/// One request of a test client on its way through redirects.
struct TestStep {
    var method: Method
    var target: String
    var body: TestBody

    var path: String { String(target.prefix { $0 != "?" }) }

    /// The request that follows a redirect; nil if the answer is none (RFC 9110 §15.4).
    func redirected(by response: TestResponse) -> TestStep? {
        guard [301, 302, 303, 307, 308].contains(response.status.code), let location = response.location else {
            return nil
        }
        let keeps = [307, 308].contains(response.status.code) || method == .head
        return TestStep(
            method: keeps ? method : .get, target: TestStep.target(of: location, from: path), body: keeps ? body : .none
        )
    }

    /// A location's path and query; a relative one starts from `path` (RFC 3986 §5.2).
    private static func target(of location: String, from path: String) -> String {
        let location = String(location.prefix { $0 != "#" })
        if let scheme = location.ranges(of: "://").first {
            let rest = location[scheme.upperBound...]
            return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
        }
        if location.hasPrefix("/") { return location }
        if location.hasPrefix("?") { return path + location }
        return path[...(path.lastIndex(of: "/") ?? path.startIndex)] + location
    }
}
