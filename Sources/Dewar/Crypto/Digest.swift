/// The hash functions by the names that Python's hashlib gives them.
public enum Digest: String, Sendable, Hashable, CaseIterable {
    case sha1, sha224, sha256, sha384, sha512

    /// The digest in hexadecimal digits: a fingerprint that only the same bytes have.
    ///
    /// ```swift
    /// Digest.sha256.hexadecimal(of: try await request.data())
    /// ```
    public func hexadecimal(of bytes: [UInt8]) -> String {
        digest(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The digest of these bytes.
    package func digest(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sha1: SHA1.digest(bytes)
        case .sha224: SHA224.digest(bytes)
        case .sha256: SHA256.digest(bytes)
        case .sha384: SHA384.digest(bytes)
        case .sha512: SHA512.digest(bytes)
        }
    }

    /// The keyed digest of these bytes (RFC 2104).
    package func authenticate(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        switch self {
        case .sha1: HMAC<SHA1>(key: key).authenticate(bytes)
        case .sha224: HMAC<SHA224>(key: key).authenticate(bytes)
        case .sha256: HMAC<SHA256>(key: key).authenticate(bytes)
        case .sha384: HMAC<SHA384>(key: key).authenticate(bytes)
        case .sha512: HMAC<SHA512>(key: key).authenticate(bytes)
        }
    }

    /// The key that PBKDF2 makes with this function (RFC 8018 §5.2).
    ///
    /// - Parameter count: its length in bytes; nil for that of the digest.
    package func pbkdf2(password: [UInt8], salt: [UInt8], rounds: Int, count: Int? = nil) -> [UInt8] {
        switch self {
        case .sha1: PBKDF2<SHA1>.key(password: password, salt: salt, rounds: rounds, count: count)
        case .sha224: PBKDF2<SHA224>.key(password: password, salt: salt, rounds: rounds, count: count)
        case .sha256: PBKDF2<SHA256>.key(password: password, salt: salt, rounds: rounds, count: count)
        case .sha384: PBKDF2<SHA384>.key(password: password, salt: salt, rounds: rounds, count: count)
        case .sha512: PBKDF2<SHA512>.key(password: password, salt: salt, rounds: rounds, count: count)
        }
    }
}
