internal import DewarHTTP

/// Makes tokens of values that can stand in a URL or a mail, and cannot be changed (itsdangerous: URLSafeTimedSerializer,
/// byte-compatible for the same keys and salt).
///
/// ```swift
/// let tokens = URLSafeTimedSerializer(key: app.config.secretKey, salt: "reset-password")
/// let token = try tokens.dump(["user": user.id])
/// let values = try tokens.load(token, as: [String: Int].self, maximumAge: 3600)
/// ```
///
/// What is in a token can be read by everyone who holds it.
public struct URLSafeTimedSerializer: Sendable {
    private let signer: Signer

    /// - Parameter keys: the secret keys, oldest first: the last one signs, all are accepted.
    public init(
        keys: [String], salt: String = "itsdangerous", derivation: Signer.KeyDerivation = .djangoConcat,
        digest: Digest = .sha1
    ) {
        signer = Signer(keys: keys, salt: salt, derivation: derivation, digest: digest)
    }

    /// Signs with this key; the salt keeps tokens of one purpose from being taken for another's.
    public init(
        key: String, salt: String = "itsdangerous", derivation: Signer.KeyDerivation = .djangoConcat,
        digest: Digest = .sha1
    ) {
        self.init(keys: [key], salt: salt, derivation: derivation, digest: digest)
    }

    /// The token of a value, with the time of now. Object members are sorted by name.
    public func dump(_ value: some Encodable) throws -> String { dump(json: try TokenJSON.bytes(value)) }

    /// The token of JSON that is written already.
    package func dump(json: [UInt8], at time: Int? = nil) -> String { signer.sign(Payload.text(json), at: time) }

    /// The value of a token.
    ///
    /// - Parameter maximumAge: in seconds; nil for any age.
    /// - Throws: `TokenError`; `.badPayload` also where the value is none of this type.
    public func load<Value: Decodable>(
        _ token: String, as type: Value.Type = Value.self, maximumAge: Int? = nil
    ) throws(TokenError) -> Value {
        try TokenJSON.value(try json(token, maximumAge: maximumAge))
    }

    /// The JSON of a token.
    package func json(_ token: String, maximumAge: Int? = nil, now: Int? = nil) throws(TokenError) -> [UInt8] {
        try Payload.bytes(try signer.unsignTimed(token, maximumAge: maximumAge, now: now).text)
    }
}

/// Makes tokens of values that never grow old (itsdangerous: URLSafeSerializer).
public struct URLSafeSerializer: Sendable {
    private let signer: Signer

    /// - Parameter keys: the secret keys, oldest first: the last one signs, all are accepted.
    public init(
        keys: [String], salt: String = "itsdangerous", derivation: Signer.KeyDerivation = .djangoConcat,
        digest: Digest = .sha1
    ) {
        signer = Signer(keys: keys, salt: salt, derivation: derivation, digest: digest)
    }

    /// Signs with this key; the salt keeps tokens of one purpose from being taken for another's.
    public init(
        key: String, salt: String = "itsdangerous", derivation: Signer.KeyDerivation = .djangoConcat,
        digest: Digest = .sha1
    ) {
        self.init(keys: [key], salt: salt, derivation: derivation, digest: digest)
    }

    /// The token of a value. Object members are sorted by name.
    public func dump(_ value: some Encodable) throws -> String { dump(json: try TokenJSON.bytes(value)) }

    /// The token of JSON that is written already.
    package func dump(json: [UInt8]) -> String { signer.sign(Payload.text(json)) }

    /// The value of a token.
    ///
    /// - Throws: `TokenError`; `.badPayload` also where the value is none of this type.
    public func load<Value: Decodable>(_ token: String, as type: Value.Type = Value.self) throws(TokenError) -> Value {
        try TokenJSON.value(try json(token))
    }

    /// The JSON of a token.
    package func json(_ token: String) throws(TokenError) -> [UInt8] { try Payload.bytes(try signer.unsign(token)) }
}
