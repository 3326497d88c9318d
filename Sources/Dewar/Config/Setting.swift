internal import DewarHTTP

/// One of Dewar's own settings: its name in files and in the environment, and its place in `Config`.
struct Setting: Sendable {
    let name: String
    /// The type that a value must convert to.
    let type: String
    /// The value; nil where it is not set.
    let read: @Sendable (Config) -> JSONValue?
    /// Sets the value; false if it does not convert.
    let write: @Sendable (inout Config, JSONValue) -> Bool

    private init<T: ConfigConvertible>(_ name: String, _ place: any WritableKeyPath<Config, T> & Sendable) {
        self.name = name
        type = "\(T.self)"
        read = { config in
            let value = config[keyPath: place].configValue
            return value.isNull ? nil : value
        }
        write = { config, value in
            guard let converted = T(configValue: value) else { return false }
            config[keyPath: place] = converted
            return true
        }
    }

    static func named(_ name: String) -> Setting? { byName[name] }

    static let all: [Setting] = [
        Setting("SECRET_KEY", \.secretKey),
        Setting("SECRET_KEY_FALLBACKS", \.secretKeyFallbacks),
        Setting("DEBUG", \.debug),
        Setting("TESTING", \.testing),
        Setting("SERVER_NAME", \.serverName),
        Setting("APPLICATION_ROOT", \.applicationRoot),
        Setting("PREFERRED_URL_SCHEME", \.preferredURLScheme),
        Setting("MAX_CONTENT_LENGTH", \.limits.maximumBodyBytes),
        Setting("MAX_FORM_MEMORY_SIZE", \.limits.maximumFormBytes),
        Setting("MAX_FORM_PARTS", \.limits.maximumFormParts),
        Setting("TRUSTED_PROXIES", \.trustedProxies),
        Setting("ACCESS_LOG", \.accessLog),
        Setting("LOG_LEVEL", \.logLevel),
        Setting("MAX_CONNECTIONS", \.maximumConnections),
        Setting("COMPRESS_ABOVE", \.compressAbove),
        Setting("SESSION_COOKIE_NAME", \.sessionCookieName),
        Setting("SESSION_COOKIE_DOMAIN", \.sessionCookieDomain),
        Setting("SESSION_COOKIE_PATH", \.sessionCookiePath),
        Setting("SESSION_COOKIE_HTTPONLY", \.sessionCookieHTTPOnly),
        Setting("SESSION_COOKIE_SECURE", \.sessionCookieSecure),
        Setting("SESSION_COOKIE_SAMESITE", \.sessionCookieSameSite),
        Setting("SESSION_COOKIE_PARTITIONED", \.sessionCookiePartitioned),
        Setting("PERMANENT_SESSION_LIFETIME", \.permanentSessionLifetime),
        Setting("SESSION_REFRESH_EACH_REQUEST", \.sessionRefreshEachRequest),
        Setting("INSTANCE_PATH", \.instancePath),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Settings that are found in the environment without a prefix too. The others are not, as names like `DEBUG` mean many
    /// things there.
    static let plainNames = ["SECRET_KEY", "SECRET_KEY_FALLBACKS", "SERVER_NAME"]
}
