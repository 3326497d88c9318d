package import DewarHTTP

/// What the configuration says about sessions.
package struct SessionSettings: Sendable {
    package var secretKey = ""
    package var fallbacks: [String] = []
    /// The cookie's name and attributes; its value is not used.
    package var cookie = Cookie("session", httpOnly: true)
    /// How old a session may be, in seconds; and how long the cookie of a permanent one lives.
    package var lifetime = 31 * 24 * 3600
    /// The cookie of a permanent session is sent with every answer, so that its time starts anew.
    package var refreshesEachRequest = true

    package init() {}

    init(_ config: Config) {
        secretKey = config.secretKey
        fallbacks = config.secretKeyFallbacks
        cookie = Cookie(
            config.sessionCookieName, path: config.sessionCookiePath ?? config.applicationRoot,
            domain: config.sessionCookieDomain, secure: config.sessionCookieSecure,
            httpOnly: config.sessionCookieHTTPOnly,
            sameSite: config.sessionCookieSameSite, partitioned: config.sessionCookiePartitioned)
        lifetime = config.permanentSessionLifetime
        refreshesEachRequest = config.sessionRefreshEachRequest
    }
}
