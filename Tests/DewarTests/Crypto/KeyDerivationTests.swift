import Dewar
import Testing

@Suite("Keys from passwords")
struct KeyDerivationTests {
    struct Derived: Sendable, CustomTestStringConvertible {
        var digest: Digest
        var password: String
        var salt: String
        var rounds: Int
        var hex: String
        var testDescription: String { "\(digest) \(password) \(rounds)" }
    }

    /// RFC 6070 §2 (SHA-1), RFC 7914 §11 (SHA-256).
    static let derived: [Derived] = [
        Derived(
            digest: .sha1, password: "password", salt: "salt", rounds: 1,
            hex: "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
        Derived(
            digest: .sha1, password: "password", salt: "salt", rounds: 2,
            hex: "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
        Derived(
            digest: .sha1, password: "password", salt: "salt", rounds: 4096,
            hex: "4b007901b765489abead49d926f721d065a429c1"),
        Derived(
            digest: .sha1, password: "passwordPASSWORDpassword", salt: "saltSALTsaltSALTsaltSALTsaltSALTsalt",
            rounds: 4096,
            hex: "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"),
        Derived(
            digest: .sha1, password: "pass\0word", salt: "sa\0lt", rounds: 4096, hex: "56fa6aa75548099dcc37d7f03425e0c3"
        ),
        Derived(
            digest: .sha256, password: "passwd", salt: "salt", rounds: 1,
            hex: "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"),
    ]

    @Test("by PBKDF2 are those of RFC 6070 and RFC 7914", arguments: derived)
    func pbkdf2(_ example: Derived) {
        let key = example.digest.pbkdf2(
            password: Array(example.password.utf8), salt: Array(example.salt.utf8), rounds: example.rounds,
            count: example.hex.utf8.count / 2)
        #expect(hexadecimal(key) == example.hex)
    }

    struct Mixed: Sendable, CustomTestStringConvertible {
        var password: String
        var salt: String
        var cost: Scrypt.Cost
        var hex: String
        var testDescription: String { "\(cost.work):\(cost.blockSize):\(cost.times)" }
    }

    /// RFC 7914 §12.
    static let mixed: [Mixed] = [
        Mixed(
            password: "", salt: "", cost: Scrypt.Cost(work: 16, blockSize: 1, times: 1),
            hex: "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")
    ]

    @Test("by scrypt are those of RFC 7914", arguments: mixed)
    func scrypt(_ example: Mixed) { check(example) }

    /// Without the optimiser this takes ten seconds.
    @Test("by scrypt are those of RFC 7914 for a cost of today", .enabled(if: !_isDebugAssertConfiguration()))
    func costly() {
        check(
            Mixed(
                password: "password", salt: "NaCl", cost: Scrypt.Cost(work: 1024, blockSize: 8, times: 16),
                hex: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                    + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"))
    }

    private func check(_ example: Mixed) {
        let key = Scrypt.key(
            password: Array(example.password.utf8), salt: Array(example.salt.utf8), cost: example.cost, count: 64)
        #expect(key.map(hexadecimal) == example.hex)
    }

    @Test(
        "by scrypt are refused for a cost that makes no sense",
        arguments: [
            (0, 8, 1), (1, 8, 1), (3, 8, 1), (16, 0, 1), (16, 8, 0), (-16, 8, 1), (1 << 40, 8, 1), (16, .max, .max),
        ])
    func refused(_ work: Int, _ blockSize: Int, _ times: Int) {
        let cost = Scrypt.Cost(work: work, blockSize: blockSize, times: times)
        #expect(Scrypt.key(password: [], salt: [], cost: cost, count: 64) == nil)
    }
}
