import DewarHTTP
import TestSupport
import Testing

@Suite("Multipart forms")
struct MultipartTests {
    /// What came of a body: each part's name, file name and content, or why it is no form.
    private struct Parsed: Equatable {
        var parts: [String] = []
        var problem: MultipartParser.Problem?
    }

    private func parse(_ pieces: [[UInt8]], boundary: String = "xyz") -> Parsed {
        var parser = MultipartParser(boundary: boundary)
        var parsed = Parsed()
        var head: PartHead?
        var content: [UInt8] = []
        let sink = { (event: MultipartParser.Event) in
            switch event {
            case .part(let next):
                head = next
                content = []
            case .content(let piece): content += piece
            case .end:
                parsed.parts.append("\(head?.name ?? "?")|\(head?.filename ?? "-")|\(head?.text(content) ?? "?")")
            }
        }
        do {
            for piece in pieces { try parser.feed(piece, sink) }
            try parser.finish(sink)
        } catch {
            parsed.problem = error as? MultipartParser.Problem
        }
        return parsed
    }

    private static let body =
        "preamble\r\n--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xyz  \r\n"
        + "Content-Disposition: form-data; name=\"f\"; filename=\"é.txt\"\r\nContent-Type: text/plain\r\n\r\n"
        + "line\r\n--xy\r\n\r\n--xyzz\r\n-- \r\r\n\r\n--xyz\r\nContent-Disposition:\r\n form-data; name=\"b\"\r\n\r\n"
        + "--xyz--\r\nepilogue --xyz"
    private static let expected = ["a|-|1", "f|é.txt|line\r\n--xy\r\n\r\n--xyzz\r\n-- \r\r\n", "b|-|"]

    @Test("reads a body whole")
    func whole() {
        #expect(parse([Array(Self.body.utf8)]) == Parsed(parts: Self.expected))
    }

    @Test("reads it byte by byte, and split at every place")
    func split() {
        let bytes = Array(Self.body.utf8)
        #expect(parse(bytes.map { [$0] }) == Parsed(parts: Self.expected))
        for place in 0...bytes.count {
            #expect(parse([Array(bytes[..<place]), Array(bytes[place...])]) == Parsed(parts: Self.expected))
        }
    }

    @Test("takes line feeds alone, and carriage returns alone", arguments: ["\n", "\r"])
    func lineBreaks(lineBreak: String) {
        let body = ["--xyz", "Content-Disposition: form-data; name=a", "", "1", "--xyz--", ""]
            .joined(separator: lineBreak)
        #expect(parse([Array(body.utf8)]) == Parsed(parts: ["a|-|1"]))
        #expect(parse(body.utf8.map { [$0] }) == Parsed(parts: ["a|-|1"]))
    }

    @Test(
        "says why a body is no form",
        arguments: [
            ("", .truncated), ("no boundary at all", .truncated), ("--xyz\r\n", .truncated),
            ("--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--xyz\r\n", .truncated),
            ("--xyz\r\n\r\nno headers\r\n--xyz--", .noDisposition),
            ("--xyz\r\nX: y\r\n\r\n1\r\n--xyz--", .noDisposition),
            ("--xyz\r\n" + String(repeating: "X-Long: y\r\n", count: 2000), .badHead),
        ] as [(String, MultipartParser.Problem)])
    func problems(body: String, expected: MultipartParser.Problem) {
        #expect(parse([Array(body.utf8)]).problem == expected)
    }

    @Test("takes a form without parts")
    func empty() {
        #expect(parse([Array("--xyz--".utf8)]) == Parsed())
    }

    @Test("decodes a field by its charset")
    func charsets() {
        let head = "--xyz\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset="
        let field = { (charset: String, content: [UInt8]) in
            [Array((head + charset + "\r\n\r\n").utf8) + content + Array("\r\n--xyz--".utf8)]
        }
        #expect(parse(field("iso-8859-1", [0x68, 0xE9])).parts == ["a|-|hé"])
        #expect(parse(field("utf-8", [0xFF, 0xFE])).parts == ["a|-|\u{FFFD}\u{FFFD}"])
        #expect(parse(field("unknown", Array("é".utf8))).parts == ["a|-|é"])
    }

    @Test("keeps no more of a long file than a line of it")
    func memory() throws {
        var parser = MultipartParser(boundary: "xyz")
        var count = 0
        let sink = { (event: MultipartParser.Event) in
            if case .content(let piece) = event { count += piece.count }
        }
        try parser.feed(Array("--xyz\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n".utf8), sink)
        for round in 1...50 {
            try parser.feed([UInt8](repeating: 0x0D, count: 1000), sink)
            #expect(count >= round * 1000 - 2)
        }
    }

    @Test("takes any bytes without harm, the same in any pieces")
    func fuzz() {
        var generator = SeededGenerator(seed: 11)
        let alphabet = Array("--xyz\r\n-\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\n".utf8)
        for _ in 0..<400 {
            var bytes = Array(Self.body.utf8)
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
                case 2: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
                }
                if bytes.isEmpty { bytes = [0x2D] }
            }
            let whole = parse([bytes])
            #expect(parse(bytes.map { [$0] }) == whole)
            let place = Int.random(in: 0...bytes.count, using: &generator)
            #expect(parse([Array(bytes[..<place]), Array(bytes[place...])]) == whole)
        }
    }
}
