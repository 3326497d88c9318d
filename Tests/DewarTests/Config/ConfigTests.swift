import Dewar
import DewarHTTP
import TestSupport
import Testing

@Suite("Configuration")
struct ConfigTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func config(_ environment: [String: String] = [:]) -> Config {
        Config(folder: folder.path, environment: environment)
    }

    @Test("has Flask's defaults")
    func defaults() {
        let config = config()
        #expect(config.secretKey == "" && !config.debug && !config.testing)
        #expect(config.sessionCookieName == "session" && config.permanentSessionLifetime == 2_678_400)
        #expect(config.limits == BodyLimits(maximumBodyBytes: nil, maximumFormBytes: 500_000, maximumFormParts: 1000))
        #expect(config.problems.isEmpty)
        #expect(config["MAIL_SERVER"] == nil)
    }

    @Test("takes files first, then the environment, then what code says")
    func order() throws {
        try folder.write(
            #"{"secret_key": "json", "A": "json", "B": "json", "C": "json", "D": 1}"#, to: "instance/config.json")
        try folder.write("SECRET_KEY=flaskenv\nDEWAR_A=dewarenv\nDEWAR_B=dewarenv\nE=dewarenv\n", to: ".dewarenv")
        try folder.write("SECRET_KEY=env\nDEWAR_B=env\nE=env\n", to: ".env")
        var config = config(["SECRET_KEY": "real", "DEWAR_C": "real", "E": "real"])
        #expect(config.secretKey == "real")
        #expect(config["A"] == "dewarenv" && config["B"] == "env" && config["C"] == "real" && config["E"] == "real")
        #expect(try config["D", as: Int.self] == 1)
        config["E"] = "code"
        #expect(config["E"] == "code")
    }

    @Test("knows Dewar's settings by their names too")
    func knownNames() throws {
        var config = config([
            "DEWAR_MAX_CONTENT_LENGTH": "100", "DEWAR_SESSION_COOKIE_SAMESITE": "lax", "DEWAR_DEBUG": "on",
            "DEWAR_SECRET_KEY_FALLBACKS": "one, two", "DEWAR_TRUSTED_PROXIES": "1", "SERVER_NAME": "example.com:80",
            "DEBUG": "express:*", "DEWAR_READY_FD": "5",
        ])
        #expect(config.limits.maximumBodyBytes == 100)
        #expect(config.sessionCookieSameSite == .lax && config.debug)
        #expect(config.secretKeyFallbacks == ["one", "two"])
        #expect(config.trustedProxies == TrustedProxies(1))
        #expect(config.serverName == "example.com:80")
        #expect(config["READY_FD"] == nil)
        #expect(config["MAX_CONTENT_LENGTH"] == "100")
        config["SECRET_KEY"] = "12345"
        #expect(config.secretKey == "12345")
        #expect(config.problems.isEmpty)
    }

    @Test("reads settings as other types, and says what does not convert and where it is")
    func types() throws {
        try folder.write("# comment\nPORT=25\nMANY=many\nTLS=yes\nHOSTS=[\"a\",\"b\"]\nAPI_KEY=x\n", to: ".env")
        let config = config()
        #expect(try config["PORT", as: Int.self] == 25)
        #expect(try config["PORT", as: Double.self] == 25)
        #expect(try config["TLS", as: Bool.self] == true)
        #expect(try config["HOSTS", as: [String].self] == ["a", "b"])
        #expect(try config["NOPE", as: Int.self] == nil)
        let wrong = #expect(throws: ConfigProblem.self) { try config["MANY", as: Int.self] }
        #expect(wrong?.description == "error: MANY is 'many', which is no Int (.env:3)")
        let secret = #expect(throws: ConfigProblem.self) { try config["API_KEY", as: Int.self] }
        #expect(secret?.description.contains("'x'") == false)
        let missing = #expect(throws: ConfigProblem.self) { try config.required("MAIL_SERVER") }
        #expect(missing?.description.contains("MAIL_SERVER=…") == true)
        #expect(try config.required("PORT", as: Int.self) == 25)
    }

    @Test("keeps what is wrong with Dewar's own settings for the start")
    func problems() throws {
        try folder.write("not a line\nOK=1\n\"x\n", to: ".env")
        let config = config(["DEWAR_MAX_FORM_PARTS": "many", "DEWAR_DEBUG": "perhaps"])
        let told = config.problems.map(\.description).sorted()
        #expect(
            told == [
                "error: .env:1: this is no NAME=value", "error: .env:3: this is no NAME=value",
                "error: DEBUG is 'perhaps', which is no Bool (from DEWAR_DEBUG in the environment)",
                "error: MAX_FORM_PARTS is 'many', which is no Int (from DEWAR_MAX_FORM_PARTS in the environment)",
            ])
        #expect(config["OK"] == "1")
    }

    @Test("loads JSON files and the environment by prefix when told to")
    func load() throws {
        try folder.write(#"{"debug": true, "MAIL": {"port": 25}, "nothing": null}"#, to: "more.json")
        try folder.write("[1,\n 2", to: "bad.json")
        var config = config(["SHOP_NAME": "Tea"])
        try config.load(json: "more.json")
        config.load(environmentPrefix: "SHOP_")
        #expect(config.debug && config["NAME"] == "Tea" && config["MAIL"] == #"{"port":25}"#)
        let missing = #expect(throws: ConfigProblem.self) { try config.load(json: "no.json") }
        #expect(missing?.description.contains("no.json cannot be read: No such file") == true)
        let bad = #expect(throws: ConfigProblem.self) { try config.load(json: "bad.json") }
        #expect(bad?.description == "error: bad.json:2: a comma or ] is missing")
    }

    @Test("has a folder for the instance, made when it is needed")
    func instance() throws {
        let path = try config().instanceFile("shop.sqlite")
        #expect(path == folder.path("instance/shop.sqlite"))
        #expect(folder.exists("instance"))
    }
}
