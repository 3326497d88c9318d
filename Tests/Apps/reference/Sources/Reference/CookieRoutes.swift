import Dewar

/// Cookies with each of their attributes.
func addCookieRoutes(to app: App) {
    app.get("/cookies/set/<kind>") { (_, kind: String) -> Response in
        var response = text("cookie set")
        if let cookies = cookies[kind] {
            for cookie in cookies { response.setCookie(cookie) }
        } else if kind == "delete" {
            response.deleteCookie("name")
        } else if kind == "delete-scope" {
            response.deleteCookie(
                "name", path: "/sub", domain: "example.com", secure: true, httpOnly: true, sameSite: .lax)
        } else {
            try abort(404)
        }
        return response
    }
}

private let cookies: [String: [Cookie]] = [
    "plain": [Cookie("name", "value")],
    "max-age": [Cookie("name", "value", maxAge: 3600)],
    "timedelta": [Cookie("name", "value", maxAge: 7200)],
    "expires": [Cookie("name", "value", expires: leapDay)],
    "session-scope": [Cookie("name", "value", path: "/sub", domain: "example.com")],
    "no-path": [Cookie("name", "value", path: nil)],
    "secure": [Cookie("name", "value", secure: true, httpOnly: true)],
    "lax": [Cookie("name", "value", sameSite: .lax)],
    "strict": [Cookie("name", "value", sameSite: .strict)],
    "none": [Cookie("name", "value", secure: true, sameSite: Cookie.SameSite.none)],
    "partitioned": [Cookie("name", "value", partitioned: true)],
    "all": [
        Cookie(
            "all", "v", maxAge: 60, expires: leapDay, path: "/p", domain: "example.com", secure: true, httpOnly: true,
            sameSite: .strict, partitioned: true)
    ],
    "special": [Cookie("sp", #"a b;c,d"e\f=g"#)],
    "unicode": [Cookie("uni", "Zoë 🎉")],
    "empty": [Cookie("e")],
    "two": [Cookie("one", "1"), Cookie("two", "2", path: "/x")],
    "same-twice": [Cookie("same", "1"), Cookie("same", "2")],
]
