internal import DewarContract
public import DewarHTTP
internal import DewarLinux

/// An application's settings (Flask: Config).
///
/// ```swift
/// app.config.secretKey = "…"
/// app.config["MAIL_SERVER"] = "mail.example.com"
/// let port = try app.config["MAIL_PORT", as: Int.self] ?? 25
/// ```
///
/// A new one holds the defaults, then what it finds, the later before the earlier: `instance/config.json`, `.dewarenv`,
/// `.env`, and the environment, where `DEWAR_MAIL_PORT=25` sets `MAIL_PORT`. `SECRET_KEY`, `SECRET_KEY_FALLBACKS`,
/// `SERVER_NAME` and the application's own settings are also found there without the prefix.
public struct Config: Sendable {
    // MARK: Dewar's own settings

    /// What signs sessions and other tokens; at least 32 random bytes, and secret (`SECRET_KEY`).
    public var secretKey = ""
    /// Earlier keys: what they have signed is still accepted (`SECRET_KEY_FALLBACKS`).
    public var secretKeyFallbacks: [String] = []
    /// Whether errors are shown with all that is known of them; never where others can reach it (`DEBUG`).
    public var debug = false
    /// Whether tests run (`TESTING`).
    public var testing = false
    /// Host and port that URLs are built with outside of a request, and that subdomains belong to (`SERVER_NAME`).
    public var serverName: String?
    /// The path that the application is mounted at (`APPLICATION_ROOT`).
    public var applicationRoot = "/"
    /// The scheme of URLs that are built outside of a request (`PREFERRED_URL_SCHEME`).
    public var preferredURLScheme = "http"
    /// How large a request's body may be (`MAX_CONTENT_LENGTH`, `MAX_FORM_MEMORY_SIZE`, `MAX_FORM_PARTS`).
    public var limits = BodyLimits()
    /// The proxies before the application whose `X-Forwarded-…` fields are believed (`TRUSTED_PROXIES`: their number).
    public var trustedProxies: TrustedProxies?

    /// What is logged of each request; nil for readable lines in development and none elsewhere (`ACCESS_LOG`).
    public var accessLog: AccessLogStyle?
    /// What is below is not logged; nil for everything in development, and warnings and errors elsewhere (`LOG_LEVEL`).
    public var logLevel: LogLevel?
    /// Connections at one time; further clients get 503 with Retry-After (`MAX_CONNECTIONS`).
    public var maximumConnections = 20_000
    /// Answers of text with at least this many bytes are sent as gzip to clients that take it; nil for none
    /// (`COMPRESS_ABOVE`). A few hundred bytes less are lost in the packet they travel in: 1,000 is a good beginning.
    public var compressAbove: Int?

    /// The session cookie's name (`SESSION_COOKIE_NAME`).
    public var sessionCookieName = "session"
    /// The domain whose hosts all get the session cookie (`SESSION_COOKIE_DOMAIN`).
    public var sessionCookieDomain: String?
    /// The path below which the session cookie is sent; nil for the application's root (`SESSION_COOKIE_PATH`).
    public var sessionCookiePath: String?
    /// Whether scripts cannot read the session cookie (`SESSION_COOKIE_HTTPONLY`).
    public var sessionCookieHTTPOnly = true
    /// Whether the session cookie is sent over HTTPS only (`SESSION_COOKIE_SECURE`).
    public var sessionCookieSecure = false
    /// Whether other sites' requests bring the session cookie (`SESSION_COOKIE_SAMESITE`).
    public var sessionCookieSameSite: Cookie.SameSite?
    /// Whether the session cookie is kept apart by the embedding site (`SESSION_COOKIE_PARTITIONED`).
    public var sessionCookiePartitioned = false
    /// Seconds that a permanent session lives (`PERMANENT_SESSION_LIFETIME`): 31 days.
    public var permanentSessionLifetime = 31 * 24 * 3600
    /// Whether a permanent session's cookie is sent with every answer (`SESSION_REFRESH_EACH_REQUEST`).
    public var sessionRefreshEachRequest = true

    // MARK: Folders

    /// The folder that relative paths of templates, static files and the instance count from.
    public let rootPath: String
    /// The folder for what belongs to one installation: a database, secrets (`instance`, Flask: instance_path).
    public var instancePath: String

    // MARK: The application's settings

    /// The application's own settings.
    private(set) var values: [String: ConfigValue] = [:]
    /// The environment, `.env` and `.dewarenv` included.
    private(set) var environment: [String: ConfigValue] = [:]
    /// What was wrong with what was found; told at the start.
    package internal(set) var problems: [ConfigProblem] = []

    /// The defaults and what is found in the project's folder and in the environment.
    public init() {
        self.init(folder: Host.variable(Contract.projectRoot) ?? Host.workingFolder, environment: Host.environment)
    }

    package init(folder: String, environment: [String: String]) {
        rootPath = folder
        instancePath = folder + "/instance"
        if Files.isFile(instancePath + "/config.json") {
            do { try load(json: instancePath + "/config.json") } catch { problems.append(error) }
        }
        for file in [".dewarenv", ".env"] { loadEnvironment(fromFile: file) }
        for (name, value) in environment { self.environment[name] = ConfigValue(.string(value), .environment(name)) }
        takePlainNames()
        load(environmentPrefix: "DEWAR_")
    }

    /// A setting as text; nil if there is none.
    public subscript(name: String) -> String? {
        get { value(name)?.text }
        set { set(name, newValue.map { ConfigValue(.string($0), .code) }) }
    }

    /// A setting as a number, a truth or a list; nil if there is none.
    ///
    /// - Throws: `ConfigProblem`, which says where the value comes from, if it does not convert.
    public subscript<T: ConfigConvertible>(name: String, as type: T.Type) -> T? {
        get throws {
            guard let value = value(name) else { return nil }
            guard let converted = T(configValue: value.value) else {
                throw ConfigProblem.wrongType(name: name, value: value.text, type: "\(T.self)", value.source)
            }
            return converted
        }
    }

    /// A setting that the application cannot do without.
    ///
    /// - Throws: `ConfigProblem` that says how to set it, if it is missing.
    public func required(_ name: String) throws -> String { try required(name, as: String.self) }

    /// A setting that the application cannot do without, as a number, a truth or a list.
    ///
    /// - Throws: `ConfigProblem` if it is missing or does not convert.
    public func required<T: ConfigConvertible>(_ name: String, as type: T.Type) throws -> T {
        guard let value = try self[name, as: type] else { throw ConfigProblem.missing(name: name) }
        return value
    }

    /// The path of a file in the instance folder, which is made if it is not there.
    ///
    /// ```swift
    /// let database = try app.config.instanceFile("shop.sqlite")
    /// ```
    public func instanceFile(_ name: String) throws -> String {
        do { try Files.makeFolder(instancePath) } catch {
            throw ConfigProblem.unreadable(file: instancePath, why: error.reason)
        }
        return instancePath + "/" + name
    }

    private func value(_ name: String) -> ConfigValue? {
        if let setting = Setting.named(name) { return setting.read(self).map { ConfigValue($0, .code) } }
        return values[name] ?? environment[name]
    }

    /// Sets Dewar's own setting of this name, or the application's.
    mutating func set(_ name: String, _ value: ConfigValue?) {
        guard let setting = Setting.named(name) else { return values[name] = value }
        if !setting.write(&self, value?.value ?? .null) {
            problems.append(
                .wrongType(name: name, value: value?.text ?? "null", type: setting.type, value?.source ?? .code))
        }
    }

    mutating func setEnvironment(_ name: String, _ value: ConfigValue) { environment[name] = value }
}
