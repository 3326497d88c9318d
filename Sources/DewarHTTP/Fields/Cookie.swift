/// A cookie that an answer sets (RFC 6265 §4.1, Flask: set_cookie).
///
/// ```swift
/// response.setCookie(Cookie("theme", "dark", maxAge: 3600, httpOnly: true, sameSite: .lax))
/// ```
public struct Cookie: Sendable, Hashable {
    /// Whether the browser sends the cookie with requests that come from other sites.
    public enum SameSite: String, Sendable, Hashable, CaseIterable {
        case strict = "Strict"
        case lax = "Lax"
        case none = "None"
    }

    /// The cookie's name.
    public var name: String
    /// The cookie's value.
    public var value: String
    /// How long it lives, in seconds; nil until the browser closes.
    public var maxAge: Int?
    /// When it ends. With `maxAge` alone, `Expires` is sent too, for old browsers.
    public var expires: HTTPDate?
    /// The path below which it is sent; nil stands for the path of the request.
    public var path: String?
    /// The domain whose hosts all get it; nil for this host alone.
    public var domain: String?
    /// Sent over HTTPS only.
    public var secure: Bool
    /// Out of reach for scripts.
    public var httpOnly: Bool
    /// Whether it goes with requests that other sites cause; nil leaves it to the browser.
    public var sameSite: SameSite?
    /// Kept apart by the site that embeds the page; implies `secure` (CHIPS).
    public var partitioned: Bool

    /// A cookie as it is set; without a lifetime it ends with the browser.
    public init(
        _ name: String, _ value: String = "", maxAge: Int? = nil, expires: HTTPDate? = nil, path: String? = "/",
        domain: String? = nil, secure: Bool = false, httpOnly: Bool = false, sameSite: SameSite? = nil,
        partitioned: Bool = false
    ) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
        self.expires = expires
        self.path = path
        self.domain = domain
        self.secure = secure
        self.httpOnly = httpOnly
        self.sameSite = sameSite
        self.partitioned = partitioned
    }

    /// The value of the `Set-Cookie` field. `now` is what `maxAge` counts from.
    package func field(now: @autoclosure () -> HTTPDate = .now) -> String {
        let attributes: [(String, String?)] = [
            ("Domain", domain.map(Cookie.bareDomain)),
            ("Expires", (expires ?? maxAge.map { now() + $0 })?.description),
            ("Max-Age", maxAge.map { "\($0)" }),
            ("Secure", secure || partitioned ? "" : nil),
            ("HttpOnly", httpOnly ? "" : nil),
            ("Path", path.map { PercentEncoding.encode($0, safe: .cookiePath) }),
            ("SameSite", sameSite?.rawValue),
            ("Partitioned", partitioned ? "" : nil),
        ]
        return attributes.reduce(into: "\(Cookie.safeName(name))=\(Cookie.quote(value))") { field, attribute in
            guard let value = attribute.1 else { return }
            field += value.isEmpty ? "; \(attribute.0)" : "; \(attribute.0)=\(value)"
        }
    }

    /// A domain without port and leading dot.
    private static func bareDomain(_ domain: String) -> String {
        let host = domain.prefix { $0 != ":" }.drop { $0 == "." }
        return InternationalURL.asciiHost(String(host))
    }

    /// The name; what would end it early or break the field is percent-encoded.
    private static func safeName(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0x3B || $0 == 0x3D }) else { return name }
        return PercentEncoding.encode(name)
    }

    /// The value, between quotes and with octal escapes where it holds what a cookie may not (as Python's http.cookies).
    static func quote(_ value: String) -> String {
        if value.utf8.allSatisfy(isPlain) { return value }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
            case 0..<0x20, UInt8(ascii: ","), UInt8(ascii: ";"), 0x7F...:
                quoted += [UInt8(ascii: "\\"), 0x30 + byte >> 6, 0x30 + byte >> 3 & 7, 0x30 + byte & 7]
            default: quoted.append(byte)
            }
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",")
            && byte != UInt8(ascii: ";") && byte != UInt8(ascii: "\\")
    }
}
