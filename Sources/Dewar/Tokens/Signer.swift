internal import DewarLinux

/// Signs texts, and checks that a signed one is unchanged (itsdangerous: Signer, TimestampSigner).
///
/// ```swift
/// let signer = Signer(keys: [app.config.secretKey], salt: "unsubscribe")
/// let signed = signer.sign("ada@example.com")          // "ada@example.com.mQ3…"
/// let address = try signer.unsign(signed)
/// ```
///
/// The text itself can be read by everyone. Different salts keep the tokens of different purposes apart.
public struct Signer: Sendable {
    /// How the signing key is made of the secret key and the salt.
    public enum KeyDerivation: String, Sendable, Hashable, CaseIterable {
        /// The digest of salt and key.
        case concat
        /// The digest of salt, the word `signer` and key: what itsdangerous does unless told otherwise.
        case djangoConcat = "django-concat"
        /// The salt authenticated with the key: what sessions use.
        case hmac
        /// The key itself.
        case none
    }

    /// The signing keys, the newest last.
    private let keys: [[UInt8]]
    private let digest: Digest

    /// - Parameter keys: the secret keys, oldest first: the last one signs, all are accepted.
    public init(
        keys: [String], salt: String = "itsdangerous.Signer", derivation: KeyDerivation = .djangoConcat,
        digest: Digest = .sha1
    ) {
        self.digest = digest
        self.keys = keys.map { Signer.derive(Array($0.utf8), Array(salt.utf8), derivation, digest) }
    }

    private static func derive(
        _ key: [UInt8], _ salt: [UInt8], _ derivation: KeyDerivation, _ digest: Digest
    ) -> [UInt8] {
        switch derivation {
        case .concat: digest.digest(salt + key)
        case .djangoConcat: digest.digest(salt + Array("signer".utf8) + key)
        case .hmac: digest.authenticate(salt, key: key)
        case .none: key
        }
    }

    private func signature(_ text: some Sequence<UInt8>, _ key: [UInt8]) -> [UInt8] {
        digest.authenticate(Array(text), key: key)
    }

    /// The text, a dot, and its signature.
    public func sign(_ text: String) -> String {
        guard let key = keys.last else { preconditionFailure("a signer needs at least one key") }
        return "\(text).\(Base64URL.encode(signature(text.utf8, key)))"
    }

    /// The text, a dot, the time, a dot, and the signature of both.
    ///
    /// - Parameter time: the seconds since 1970; nil for now.
    public func sign(_ text: String, at time: Int?) -> String {
        sign("\(text).\(Timestamp.text(time ?? Timestamp.now))")
    }

    /// The text that was signed.
    ///
    /// - Throws: `TokenError.badSignature` if the signature does not fit.
    public func unsign(_ signed: String) throws(TokenError) -> String {
        guard let dot = signed.utf8.lastIndex(of: UInt8(ascii: ".")),
            let signature = Base64URL.decode(signed.utf8[signed.utf8.index(after: dot)...])
        else { throw .badSignature }
        let text = signed.utf8[..<dot]
        let isRight = keys.reversed().contains { ConstantTime.areEqual(self.signature(text, $0), signature) }
        guard isRight else { throw .badSignature }
        return String(signed[..<dot])
    }

    /// The text that was signed with its time, and that time in seconds since 1970.
    ///
    /// - Parameters:
    ///   - maximumAge: in seconds; nil for any age.
    ///   - now: the seconds since 1970.
    public func unsignTimed(
        _ signed: String, maximumAge: Int? = nil, now: Int? = nil
    ) throws(TokenError) -> (text: String, time: Int) {
        let whole = try unsign(signed)
        guard let dot = whole.utf8.lastIndex(of: UInt8(ascii: ".")),
            let time = Timestamp.time(whole.utf8[whole.utf8.index(after: dot)...])
        else { throw .badTimestamp }
        if let maximumAge {
            let age = (now ?? Timestamp.now) - time
            guard age >= 0 else { throw .fromTheFuture }
            guard age <= maximumAge else { throw .expired(age: age) }
        }
        return (String(whole[..<dot]), time)
    }
}

/// Why a token is not accepted.
public enum TokenError: Error, Sendable, Hashable {
    /// It was changed, or signed with another key or salt.
    case badSignature
    /// It is signed, but holds no time.
    case badTimestamp
    /// It is older than it may be; its age in seconds.
    case expired(age: Int)
    /// Its time is yet to come.
    case fromTheFuture
    /// It is rightly signed, but its content cannot be read.
    case badPayload
}

/// A time in a token: seconds since 1970 as a number in as few bytes as it takes, in base64.
enum Timestamp {
    static var now: Int { Clock.wall / 1_000_000_000 }

    static func text(_ time: Int) -> String {
        let bytes = withUnsafeBytes(of: UInt64(bitPattern: Int64(time)).bigEndian) { Array($0.drop { $0 == 0 }) }
        return Base64URL.encode(bytes)
    }

    /// Nil for what is no time, or one beyond 64 bits.
    static func time(_ text: some Collection<UInt8>) -> Int? {
        guard let bytes = Base64URL.decode(text), bytes.count <= 8 else { return nil }
        // Far enough from the ends that ages can be reckoned.
        let time = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return time < 1 << 62 ? Int(time) : nil
    }
}
