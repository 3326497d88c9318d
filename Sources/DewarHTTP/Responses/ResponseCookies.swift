/// The cookies that an answer sets.
extension Response {
    /// Sets a cookie beside those that are set already (Flask: set_cookie).
    public mutating func setCookie(_ cookie: Cookie) { headers.add("Set-Cookie", cookie.field()) }

    /// Sets a cookie; the parameters are those of `Cookie`.
    ///
    /// ```swift
    /// response.setCookie("theme", "dark", maxAge: 3600, httpOnly: true)
    /// ```
    public mutating func setCookie(
        _ name: String, _ value: String = "", maxAge: Int? = nil, expires: HTTPDate? = nil, path: String? = "/",
        domain: String? = nil, secure: Bool = false, httpOnly: Bool = false, sameSite: Cookie.SameSite? = nil,
        partitioned: Bool = false
    ) {
        setCookie(
            Cookie(
                name, value, maxAge: maxAge, expires: expires, path: path, domain: domain, secure: secure,
                httpOnly: httpOnly, sameSite: sameSite, partitioned: partitioned))
    }

    /// Has the browser forget a cookie. Path and domain must be those that it was set with (Flask: delete_cookie).
    public mutating func deleteCookie(
        _ name: String, path: String? = "/", domain: String? = nil, secure: Bool = false, httpOnly: Bool = false,
        sameSite: Cookie.SameSite? = nil, partitioned: Bool = false
    ) {
        setCookie(
            name, maxAge: 0, expires: HTTPDate(secondsSince1970: 0), path: path, domain: domain, secure: secure,
            httpOnly: httpOnly, sameSite: sameSite, partitioned: partitioned)
    }
}
