import Dewar

func addCookies(to app: App) {
    app.get("/cookies") { request in pairs(request.cookies) }
    app.get("/cookies/set/<kind>") { (_, kind: String) in
        var r = text("cookie set")
        switch kind {
        case "plain": r.setCookie("name", "value")
        case "max-age": r.setCookie("name", "value", maxAge: 3600)
        case "timedelta": r.setCookie("name", "value", maxAge: 7200)
        case "expires": r.setCookie("name", "value", expires: when)
        case "session-scope": r.setCookie("name", "value", path: "/sub", domain: "example.com")
        case "no-path": r.setCookie("name", "value", path: nil)
        case "secure": r.setCookie("name", "value", secure: true, httpOnly: true)
        case "lax": r.setCookie("name", "value", sameSite: .lax)
        case "strict": r.setCookie("name", "value", sameSite: .strict)
        case "none": r.setCookie("name", "value", secure: true, sameSite: Cookie.SameSite.none)
        case "partitioned": r.setCookie("name", "value", partitioned: true)
        case "all":
            r.setCookie(
                "all", "v", maxAge: 60, expires: when, path: "/p", domain: "example.com", secure: true, httpOnly: true,
                sameSite: .strict, partitioned: true)
        case "special": r.setCookie("sp", "a b;c,d\"e\\f=g")
        case "unicode": r.setCookie("uni", "Zoë 🎉")
        case "empty": r.setCookie("e", "")
        case "two":
            r.setCookie("one", "1")
            r.setCookie("two", "2", path: "/x")
        case "same-twice":
            r.setCookie("same", "1")
            r.setCookie("same", "2")
        case "delete": r.deleteCookie("name")
        case "delete-scope":
            r.deleteCookie(
                "name", path: "/sub", domain: "example.com", secure: true, httpOnly: true, sameSite: .lax)
        default: try abort(404)
        }
        return r
    }
}
