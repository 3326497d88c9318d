internal import DewarHTTP
internal import DewarLinux

/// A session in a cookie, byte for byte as Flask's (Flask: SecureCookieSessionInterface).
package struct SessionCookie: Sendable {
    private let signer: Signer
    private let idSigner: Signer

    /// - Parameter fallbacks: earlier keys: what they have signed is still read.
    package init(secretKey: String, fallbacks: [String] = []) {
        let keys = fallbacks + [secretKey]
        signer = Signer(keys: keys, salt: "cookie-session", derivation: .hmac)
        idSigner = Signer(keys: keys, salt: "session-id", derivation: .hmac)
    }

    /// - Parameter time: seconds since 1970; nil for now.
    package func text(_ values: [String: SessionValue], at time: Int? = nil) throws -> String {
        signer.sign(Payload.text(try TaggedJSON.text(values)), at: time)
    }

    /// - Parameters:
    ///   - lifetime: the oldest that it may be, in seconds.
    ///   - now: seconds since 1970; nil for now.
    package func values(
        _ text: String, lifetime: Int, now: Int? = nil
    ) throws(TokenError) -> [String: SessionValue] {
        let payload = try Payload.bytes(try signer.unsignTimed(text, maximumAge: lifetime, now: now).text)
        do { return try TaggedJSON.values(payload) } catch { throw .badPayload }
    }

    /// A new id for a store, hard to guess.
    func newID() -> String { Base64URL.encode(SecureRandom.bytes(32)) }

    func text(id: String) -> String { idSigner.sign(id) }

    func id(_ text: String) throws(TokenError) -> String { try idSigner.unsign(text) }
}
