/// The names of Dewar's public interface that a hint may propose. A test looks each up in the framework's sources.
enum DewarNames {
    static let global = [
        "App", "Blueprint", "Config", "Headers", "HTTPError", "Method", "Request", "Response", "ResponseConvertible",
        "Shared", "Status", "abort", "redirect", "render",
    ]

    static let members: [String: [String]] = [
        "App": [
            "after", "before", "command", "config", "delete", "get", "onError", "patch", "post", "put", "register",
            "route",
            "run", "serve", "signals", "teardown", "templates", "testClient", "use",
        ],
        "Blueprint": [
            "after", "before", "delete", "get", "onError", "patch", "post", "put", "register", "route", "teardown",
        ],
        "Request": [
            "args", "authorization", "blueprint", "body", "context", "cookies", "data", "endpoint", "files", "form",
            "headers", "host", "isJSON", "isSecure", "json", "method", "mimetype", "path", "queryString", "referrer",
            "remoteAddress", "scheme", "session", "text", "url", "urlFor", "userAgent",
        ],
        "Response": ["body", "deleteCookie", "headers", "setCookie", "status"],
        "Shared": ["value", "withLock"],
        "Values": ["all", "pairs"],
    ]
}
