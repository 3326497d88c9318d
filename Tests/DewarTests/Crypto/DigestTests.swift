import Dewar
import Testing

/// The standards' own examples, and lengths around every block's end against Python's hashlib.
@Suite("Digests")
struct DigestTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var digest: Digest
        var message: String
        var hex: String
        var testDescription: String { "\(digest) \(message.prefix(20))" }
    }

    static let twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

    static let examples: [Case] = [
        Case(digest: .sha1, message: "abc", hex: "a9993e364706816aba3e25717850c26c9cd0d89d"),
        Case(digest: .sha1, message: twoBlocks, hex: "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        Case(digest: .sha1, message: "", hex: "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        Case(digest: .sha224, message: "abc", hex: "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
        Case(
            digest: .sha256, message: "abc", hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Case(
            digest: .sha256, message: twoBlocks,
            hex: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        Case(
            digest: .sha384, message: "abc",
            hex: "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163" + "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        Case(
            digest: .sha512, message: "abc",
            hex: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
    ]

    @Test("are those of FIPS 180-4", arguments: examples)
    func standard(_ example: Case) {
        #expect(hexadecimal(example.digest.digest(Array(example.message.utf8))) == example.hex)
    }

    @Test(
        "are right for every length from 0 to 299",
        arguments: [
            (Digest.sha1, "415cea6bc6991763c99ec16eb06ad992a955e73f"),
            (.sha224, "54450aa2c3a917acc91a041cf0efe216e6c4a1f46ba7afe1f5261453"),
            (.sha256, "fa70b867db0a30acb7218d62945db0df52eb393808b30675ea9aac6b058a9a9d"),
            (
                .sha384,
                "960929a702d4459cf68fcaab573d85b98a5d2d8b1026673f" + "1198829cf429a13b0e8bb50b36fb7c0d3b0720605eef2998"
            ),
            (
                .sha512,
                "5876909c163eee9aa8e3e0dbbe23ff09a3b1c1690c50ecab0cf75109b7ea0931"
                    + "80f3b1db84ac4671a35db7394d95e9b645b20209761dc874ec013385e1db7916"
            ),
        ])
    func lengths(_ digest: Digest, _ hex: String) {
        let digests = (0..<300).flatMap { length in digest.digest((0..<length).map { UInt8($0 % 251) }) }
        #expect(hexadecimal(digest.digest(digests)) == hex)
    }

    struct Keyed: Sendable, CustomTestStringConvertible {
        var digest: Digest
        var key: [UInt8]
        var message: [UInt8]
        var hex: String
        var testDescription: String { "\(digest) key of \(key.count)" }
    }

    /// RFC 2202 §3, RFC 4231 §4: short and long keys and messages.
    static let keyed: [Keyed] = [
        Keyed(
            digest: .sha1, key: [UInt8](repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
            hex: "b617318655057264e28bc0b6fb378c8ef146be00"),
        Keyed(
            digest: .sha1, key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
            hex: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        Keyed(
            digest: .sha1, key: [UInt8](repeating: 0xAA, count: 80),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            hex: "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
        Keyed(
            digest: .sha256, key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
            hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        Keyed(
            digest: .sha256, key: [UInt8](repeating: 0xAA, count: 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            hex: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
        Keyed(
            digest: .sha224, key: [UInt8](repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
            hex: "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22"),
        Keyed(
            digest: .sha384, key: [UInt8](repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
            hex: "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c" + "faea9ea9076ede7f4af152e8b2fa9cb6"
        ),
        Keyed(
            digest: .sha512, key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
            hex: "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"),
    ]

    @Test("with a key are those of RFC 2202 and RFC 4231", arguments: keyed)
    func authenticates(_ example: Keyed) {
        #expect(hexadecimal(example.digest.authenticate(example.message, key: example.key)) == example.hex)
    }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
