internal import DewarLinux

/// How a password's hash is made: slow on purpose, so that a stolen one is hard to guess.
public enum PasswordMethod: Sendable, Hashable {
    /// scrypt (RFC 7914), with its work, block size and times; what is used unless told otherwise. Needs 32 MiB for a moment.
    case scrypt(work: Int = 32_768, blockSize: Int = 8, times: Int = 1)
    /// PBKDF2 (RFC 8018), for where scrypt's memory is too much.
    case pbkdf2(Digest = .sha256, rounds: Int = 1_000_000)

    /// `scrypt:32768:8:1`, `pbkdf2:sha256:1000000`
    fileprivate var text: String {
        switch self {
        case .scrypt(let work, let blockSize, let times): "scrypt:\(work):\(blockSize):\(times)"
        case .pbkdf2(let digest, let rounds): "pbkdf2:\(digest.rawValue):\(rounds)"
        }
    }

    /// What a hash says of itself; nil for a method that is not known, or arguments that make no sense.
    fileprivate init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts[0], parts.count) {
        case ("scrypt", 1): self = .scrypt()
        case ("scrypt", 4):
            guard let work = Int(parts[1]), let blockSize = Int(parts[2]), let times = Int(parts[3]) else { return nil }
            self = .scrypt(work: work, blockSize: blockSize, times: times)
        case ("pbkdf2", 1...3):
            guard let digest = Digest(rawValue: parts.count > 1 ? String(parts[1]) : "sha256"),
                let rounds = parts.count > 2 ? Int(parts[2]) : 1_000_000, rounds > 0
            else { return nil }
            self = .pbkdf2(digest, rounds: rounds)
        default: return nil
        }
    }

    /// The hash in hexadecimal digits; nil where the arguments make no sense.
    fileprivate func hash(_ password: String, salt: some StringProtocol) -> [UInt8]? {
        let (password, salt) = (Array(password.utf8), Array(salt.utf8))
        let hash: [UInt8]?
        switch self {
        case .scrypt(let work, let blockSize, let times):
            let cost = Scrypt.Cost(work: work, blockSize: blockSize, times: times)
            hash = Scrypt.key(password: password, salt: salt, cost: cost, count: 64)
        case .pbkdf2(let digest, let rounds):
            hash = rounds > 0 ? digest.pbkdf2(password: password, salt: salt, rounds: rounds) : nil
        }
        let digits = Array("0123456789abcdef".utf8)
        return hash?.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
}

/// The hash of a password, to be stored in its place (Werkzeug: generate_password_hash, and in its format).
///
/// ```swift
/// app.get("/hash", options: [.blocking]) { _ in generatePasswordHash("correct horse") }     // scrypt:32768:8:1$tyf0
/// ```
///
/// This takes a tenth of a second or more, in which the event loop does nothing else: `await` it in an `async` view, or
/// give the route the option `.blocking`.
///
/// - Parameter saltLength: the characters of the salt, at least one.
public func generatePasswordHash(
    _ password: String, method: PasswordMethod = .scrypt(), saltLength: Int = 16
) -> String {
    precondition(saltLength > 0, "a salt needs at least one character")
    let salt = PasswordSalt.random(saltLength)
    guard let hash = method.hash(password, salt: salt) else {
        preconditionFailure(
            "\(method.text) makes no sense: scrypt needs a power of two and at most 1 GiB, PBKDF2 one round")
    }
    return "\(method.text)$\(salt)$\(String(decoding: hash, as: UTF8.self))"
}

/// Whether a password is the one that a hash was made of (Werkzeug: check_password_hash). A hash that cannot be read fits no
/// password.
///
/// ```swift
/// func isRight(_ password: String) -> Bool { checkPasswordHash(user.password, password) }
/// ```
public func checkPasswordHash(_ hash: String, _ password: String) -> Bool {
    let parts = hash.split(separator: "$", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let method = PasswordMethod(parts[0]) else { return false }
    guard let right = method.hash(password, salt: parts[1]) else { return false }
    return ConstantTime.areEqual(right, Array(parts[2].utf8))
}

/// The same on another thread, so that the event loop goes on meanwhile.
public func generatePasswordHash(
    _ password: String, method: PasswordMethod = .scrypt(), saltLength: Int = 16
) async -> String {
    await Task.detached { () -> String in generatePasswordHash(password, method: method, saltLength: saltLength) }.value
}

/// The same on another thread, so that the event loop goes on meanwhile.
public func checkPasswordHash(_ hash: String, _ password: String) async -> Bool {
    await Task.detached { () -> Bool in checkPasswordHash(hash, password) }.value
}

private enum PasswordSalt {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// Letters and digits, each as likely as the others: bytes beyond the last whole round are drawn again.
    static func random(_ length: Int) -> String {
        var salt: [UInt8] = []
        while salt.count < length {
            for byte in SecureRandom.bytes(length) where byte < 248 && salt.count < length {
                salt.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return String(decoding: salt, as: UTF8.self)
    }
}
