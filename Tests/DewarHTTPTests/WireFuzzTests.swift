import DewarHTTP
import TestSupport
import Testing

/// Seeds that are changed at random, the same way in every run. Whatever comes out, the parsers answer: they neither
/// crash nor read past the end, and they say the same whole and split.
struct WireFuzzTests {
    private static let rounds = 20_000

    private static let heads = [
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /echo?a=1 HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello",
        "GET http://a.b/c HTTP/1.0\r\nConnection: keep-alive, close\r\nTransfer-Encoding: chunked\r\nCookie: a=b; c=d\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nhost:a%20b\r\nUpgrade: websocket\r\nX: \u{fc}\u{fc}\u{fc}\u{fc}\u{fc}\u{fc}\u{fc}\u{fc}\r\n\r\n",
    ]

    private static let chunks = [
        "5\r\nhello\r\n0\r\n\r\n", "a;x=y\r\n0123456789\r\n000\r\nX: y\r\n\r\n", "FFFFFFFFFFFFFFF\r\n",
        "1\r\na\r\n1\r\nb\r\n0\r\n\r\n",
    ]

    private static let frames: [[UInt8]] = [
        [0x81, 0x85, 1, 2, 3, 4, 0x69, 0x67, 0x6f, 0x68, 0x6e],
        [0x01, 0x81, 0, 0, 0, 0, 0xc3, 0x80, 0x81, 0, 0, 0, 0, 0xbc],
        [0x88, 0x82, 0, 0, 0, 0, 3, 0xe8], [0x82, 0xfe, 0, 126, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 126),
        [0x89, 0x80, 0, 0, 0, 0, 0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 9, 9, 9, 9],
    ]

    private static func mutate(_ seed: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = seed
        let interesting: [UInt8] = [0, 9, 10, 13, 32, 44, 58, 59, 48, 102, 127, 128, 255]
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[at] = interesting.randomElement(using: &random) ?? 0
            case 2: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: at)
            case 3: bytes.remove(at: at)
            case 4: bytes.removeSubrange(at...)
            default: bytes.insert(contentsOf: bytes[at...], at: at)
            }
        }
        return bytes
    }

    @Test("the head parser survives anything, and what it finds lies within the bytes")
    func heads() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<WireFuzzTests.rounds {
            let seed = Array((WireFuzzTests.heads.randomElement(using: &random) ?? "").utf8)
            let bytes = WireFuzzTests.mutate(seed, &random)
            bytes.withUnsafeBufferPointer { bytes in
                guard case .complete(let layout) = HeadParser.parse(bytes, limits: WireLimits()) else { return }
                #expect(layout.end <= bytes.count && layout.targetStart <= layout.pathEnd)
                let request = Request()
                request.fill(bytes.baseAddress!, layout, body: RequestBody(), peer: "", identifier: 1)
                #expect(request.headers.pairs.count == request.headers.count)
                #expect(request.target.hasPrefix("/") || request.target == "*" || request.method == .connect)
            }
        }
    }

    @Test("the chunk decoder says the same of bytes whole and bytes one by one")
    func chunkedBodies() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<WireFuzzTests.rounds {
            let seed = Array((WireFuzzTests.chunks.randomElement(using: &random) ?? "").utf8)
            let bytes = WireFuzzTests.mutate(seed, &random)
            #expect(decode(bytes, step: max(bytes.count, 1)) == decode(bytes, step: 1))
        }
    }

    private func decode(_ bytes: [UInt8], step: Int) -> String {
        var decoder = ChunkedDecoder(limits: WireLimits())
        var body: [UInt8] = []
        for from in stride(from: 0, to: bytes.count, by: step) {
            let part = Array(bytes[from..<min(from + step, bytes.count)])
            do {
                try part.withUnsafeBufferPointer { part in
                    var at = 0
                    while case .data(let range) = try decoder.next(in: part, at: &at) { body += part[range] }
                }
            } catch {
                return "\(body) \(error)"
            }
            if decoder.isDone { break }
        }
        return "\(body) \(decoder.isDone)"
    }

    @Test("the WebSocket decoder says the same of bytes whole and bytes one by one")
    func webSockets() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<WireFuzzTests.rounds {
            let bytes = WireFuzzTests.mutate(WireFuzzTests.frames.randomElement(using: &random) ?? [], &random)
            #expect(events(bytes, step: max(bytes.count, 1)) == events(bytes, step: 1))
        }
    }

    private func events(_ bytes: [UInt8], step: Int) -> [String] {
        var decoder = WebSocketDecoder(maximumMessageBytes: 1000)
        var events: [String] = []
        for from in stride(from: 0, to: bytes.count, by: step) {
            let part = Array(bytes[from..<min(from + step, bytes.count)])
            do {
                try part.withUnsafeBufferPointer { part in
                    var at = 0
                    while let event = try decoder.next(in: part, at: &at) { events.append("\(event)") }
                }
            } catch {
                return events + ["\(error)"]
            }
        }
        return events
    }
}
