import DewarHTTP
import Foundation
import TestSupport
import Testing

@Suite("Compression")
struct CompressionTests {
    static let samples: [(name: String, bytes: [UInt8])] = {
        var generator = SeededGenerator(seed: 1)
        let words = (0..<400).map { "\($0 * $0 % 97) some words \($0 % 13) " }.joined()
        let html = (0..<1500).map { "<li class=\"item\"><a href=\"/items/\($0)\">Item \($0 * 7919 % 1009)</a></li>\n" }
            .joined()
        return [
            ("nothing", []), ("a byte", [7]), ("two", [7, 7]), ("three", [7, 7, 7]),
            ("alike", Array(repeating: 65, count: 100_000)),
            ("words", Array(words.utf8)), ("html", Array(html.utf8)),
            ("random", (0..<70_000).map { _ in UInt8.random(in: 0...255, using: &generator) }),
            ("few values", (0..<40_000).map { _ in UInt8.random(in: 0...3, using: &generator) }),
            (
                "far repetition",
                {
                    let head = (0..<32_767).map { UInt8($0 * 31 % 251 ^ $0 >> 8 & 255) }; return head + head
                }()
            ),
            ("one of a kind", Array(0...255) + Array((0...255).reversed())),
        ]
    }()

    @Test("brings back what it compressed", arguments: samples.indices, [Deflate.Effort.fast, .normal, .best])
    func roundTrip(_ index: Int, _ effort: Deflate.Effort) throws {
        let bytes = CompressionTests.samples[index].bytes
        #expect(try Zlib.decompress(Zlib.compress(bytes, effort), limit: bytes.count) == bytes)
        #expect(try Gzip.decompress(Gzip.compress(bytes, effort), limit: bytes.count) == bytes)
    }

    @Test("makes HTML at least five times smaller, and never grows by more than a few bytes")
    func ratio() {
        for (name, bytes) in CompressionTests.samples {
            let count = Gzip.compress(bytes).count
            #expect(count <= bytes.count + 40, "\(name)")
            if name == "html" { #expect(count * 5 < bytes.count) }
        }
    }

    /// What zlib itself wrote: an empty stream, one of fixed codes, a stored one.
    @Test(
        "reads what zlib writes",
        arguments: [
            ("eJwDAAAAAAE=", ""), ("eJxLTBwFxAIA2KhxrQ==", String(repeating: "a", count: 300)),
            ("eAEBBgD5/3N0b3JlZAk8ApI=", "stored"),
        ])
    func foreign(_ base64: String, _ text: String) throws {
        let stream = try #require(Data(base64Encoded: base64))
        #expect(try Zlib.decompress(Array(stream), limit: 1000) == Array(text.utf8))
    }

    @Test("reads gzip members with names, comments and check sums, one after the other")
    func members() throws {
        let plain = Gzip.compress(Array("hello".utf8))
        var named = plain
        named[3] = 8 | 16 | 4 | 2
        named.insert(contentsOf: [3, 0, 1, 2, 3] + Array("a.txt\0note\0".utf8) + [0, 0], at: 10)
        #expect(try Gzip.decompress(named + plain, limit: 100) == Array("hellohello".utf8))
    }

    @Test("refuses to make more than it may")
    func limit() {
        let bomb = Zlib.compress([UInt8](repeating: 0, count: 1_000_000))
        #expect(throws: Inflate.Problem.tooLong(limit: 999_999)) { try Zlib.decompress(bomb, limit: 999_999) }
        #expect(throws: Inflate.Problem.tooLong(limit: 0)) { try Zlib.decompress(Zlib.compress([1]), limit: 0) }
    }

    @Test("refuses a stream that is cut anywhere", arguments: [2, 5, 6])
    func truncated(_ sample: Int) {
        let bytes = Array(CompressionTests.samples[sample].bytes.prefix(3000))
        let stream = Zlib.compress(bytes)
        for length in stream.indices {
            #expect(throws: Inflate.Problem.self) { try Zlib.decompress(Array(stream.prefix(length)), limit: 10_000) }
        }
        #expect(throws: Inflate.Problem.corrupt) { try Zlib.decompress(stream + [0], limit: 10_000) }
    }

    @Test("survives changed bytes, and never takes a changed stream for a right one")
    func mutated() {
        var generator = SeededGenerator(seed: 2)
        let bytes = Array(CompressionTests.samples[5].bytes.prefix(2000))
        let stream = Zlib.compress(bytes)
        for _ in 0..<3000 {
            var changed = stream
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                changed[Int.random(in: changed.indices, using: &generator)] ^= UInt8.random(
                    in: 1...255, using: &generator)
            }
            if let result = try? Zlib.decompress(changed, limit: 10_000) { #expect(result == bytes) }
        }
    }

    @Test("survives random streams")
    func random() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<5000 {
            let stream = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? Zlib.decompress([0x78, 0x9C] + stream, limit: 5000)
            _ = try? Gzip.decompress([0x1F, 0x8B, 8, stream.first ?? 0, 0, 0, 0, 0, 0, 3] + stream, limit: 5000)
        }
    }
}
