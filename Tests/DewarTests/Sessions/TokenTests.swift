import Dewar
import Testing

@Suite("Tokens and password hashes")
struct TokenTests {
    struct Reset: Codable, Equatable {
        var user: Int
        var mail: String
    }

    @Test("bring a value back")
    func roundTrip() throws {
        let tokens = URLSafeTimedSerializer(key: "secret", salt: "reset")
        let token = try tokens.dump(Reset(user: 7, mail: "ädä\\n\n@example.com"))
        #expect(token.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(try tokens.load(token, as: Reset.self, maximumAge: 60) == Reset(user: 7, mail: "ädä\\n\n@example.com"))
        let plain = URLSafeSerializer(key: "secret")
        #expect(try plain.load(plain.dump([1, 2]), as: [Int].self) == [1, 2])
    }

    @Test("keep what is not ASCII as it is, as itsdangerous does")
    func unescaped() throws {
        let token = try URLSafeSerializer(key: "secret", salt: "itsdangerous").dump(["é": "🎉\\u00e9\u{7F}"])
        // URLSafeSerializer("secret").dumps({"é": "🎉\\u00e9\x7f"})
        #expect(token == "eyLDqSI6IvCfjolcXHUwMGU5fyJ9.s1wRGCMwjkaGmFZbNvxg4qrU5KU")
    }

    @Test("are refused under another salt or key, too old, from the future, and for another type")
    func refused() throws {
        let tokens = URLSafeTimedSerializer(key: "secret", salt: "reset")
        let token = tokens.dump(json: Array("[1]".utf8), at: 1_000_000)
        #expect(throws: TokenError.badSignature) {
            try URLSafeTimedSerializer(key: "secret", salt: "other").load(token, as: [Int].self)
        }
        #expect(throws: TokenError.badSignature) {
            try URLSafeTimedSerializer(key: "Secret", salt: "reset").load(token, as: [Int].self)
        }
        #expect(throws: TokenError.expired(age: 11)) { try tokens.json(token, maximumAge: 10, now: 1_000_011) }
        #expect(throws: TokenError.fromTheFuture) { try tokens.json(token, maximumAge: 10, now: 999_999) }
        #expect(throws: TokenError.badPayload) { try tokens.load(token, as: [String].self) }
        #expect(throws: TokenError.badSignature) { try tokens.load("", as: [Int].self) }
    }

    @Test(
        "of passwords fit the password and no other",
        arguments: [
            PasswordMethod.scrypt(work: 64), .pbkdf2(rounds: 10), .pbkdf2(.sha512, rounds: 3),
        ])
    func passwords(_ method: PasswordMethod) {
        let hash = generatePasswordHash("correct horse", method: method)
        #expect(checkPasswordHash(hash, "correct horse"))
        #expect(!checkPasswordHash(hash, "correct horse "))
        #expect(generatePasswordHash("correct horse", method: method) != hash)
    }

    @Test("of passwords can be awaited, so that the event loop goes on")
    func awaited() async {
        let hash = await generatePasswordHash("correct horse", method: .scrypt(work: 16))
        #expect(await checkPasswordHash(hash, "correct horse"))
    }
}
