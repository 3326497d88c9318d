import DewarHTTP
import TestSupport
import Testing

struct WireTests {
    private static func parse(_ text: String) -> HeadParser.Outcome { parse(Array(text.utf8)) }

    private static func parse(_ bytes: [UInt8]) -> HeadParser.Outcome {
        bytes.withUnsafeBufferPointer { HeadParser.parse($0, limits: WireLimits()) }
    }

    private static let head = """
        POST /users/7?page=2&q=a%20b HTTP/1.1\r\nHost: example.com:8080\r\nX-Long: \(String(repeating: "v", count: 50)) \r\n\
        Cookie: a=1\r\ncookie:b=2\r\nContent-Length: 12\r\nExpect: 100-Continue\r\nConnection: keep-alive , Close\r\n\r\n
        """

    @Test("finds every part of a head")
    func parts() throws {
        guard case .complete(let layout) = WireTests.parse(WireTests.head + "body") else {
            Issue.record("not complete")
            return
        }
        #expect(Int(layout.end) == WireTests.head.utf8.count)
        #expect(layout.contentLength == 12)
        #expect(layout.flags == [.expectsContinue, .close, .keepAlive])
        let request = Request()
        Array(WireTests.head.utf8).withUnsafeBufferPointer {
            request.fill($0.baseAddress!, layout, body: RequestBody(), peer: "", identifier: 1)
        }
        #expect(request.method == .post)
        #expect(request.target == "/users/7?page=2&q=a%20b")
        #expect(String(decoding: request.head.path, as: UTF8.self) == "/users/7")
        #expect(String(decoding: request.head.query, as: UTF8.self) == "page=2&q=a%20b")
        #expect(request.headers["cookie"] == "a=1,b=2")
        #expect(request.headers["X-LONG"]?.count == 50)
        #expect(request.headers.all("Cookie") == ["a=1", "b=2"])
        #expect(request.headers.count == 7)
        var changed = request.headers
        changed["Cookie"] = nil
        #expect(changed.count == 5)
    }

    @Test("waits for more at every place where a head can be cut")
    func cuts() {
        let bytes = Array(WireTests.head.utf8)
        for count in 0..<bytes.count {
            guard case .incomplete = WireTests.parse(Array(bytes[..<count])) else {
                Issue.record("cut at \(count)")
                return
            }
        }
    }

    @Test(
        "refuses what is malformed, with the fault that it is",
        arguments: [
            ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", WireFault.requestLine),
            ("GET / HTTP/1.1\nHost: a\n\n", .requestLine),
            ("G(T / HTTP/1.1\r\n\r\n", .method), ("GET a HTTP/1.1\r\n\r\n", .target),
            ("GET / HTTP/2.0\r\n\r\n", .version),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .fieldLine), ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .fieldLine),
            ("GET / HTTP/1.1\r\n\r\n", .host), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .host),
            ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", .contentLength),
            ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", .unknownTransferCoding),
            (
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                .contentLengthBesideTransferEncoding
            ),
        ])
    func faults(text: String, fault: WireFault) {
        guard case .refused(let found) = WireTests.parse(text) else {
            Issue.record("not refused")
            return
        }
        #expect(found == fault)
    }

    @Test("takes the absolute form apart: its authority is the host")
    func absoluteForm() {
        let text = "GET HTTP://example.com?q=1 HTTP/1.1\r\nHost: other\r\n\r\n"
        guard case .complete(let layout) = WireTests.parse(text) else {
            Issue.record("not complete")
            return
        }
        let request = Request()
        Array(text.utf8).withUnsafeBufferPointer {
            request.fill($0.baseAddress!, layout, body: RequestBody(), peer: "", identifier: 1)
        }
        #expect(request.target == "/?q=1")
        #expect(request.headers["Host"] == "example.com")
    }

    @Test("decodes chunks alike, wherever they are split")
    func chunkSplits() throws {
        let bytes = Array("5;name=\"v\"\r\nhello\r\n0A\r\n, world!!!\r\n0\r\nX-Trailer: 1\r\n\r\nGET".utf8)
        for cut in 0...bytes.count {
            var decoder = ChunkedDecoder(limits: WireLimits())
            var body: [UInt8] = []
            var rest = 0
            for part in [Array(bytes[..<cut]), Array(bytes[cut...])] where !decoder.isDone {
                try part.withUnsafeBufferPointer { part in
                    var at = 0
                    reading: while true {
                        switch try decoder.next(in: part, at: &at) {
                        case .data(let range): body += part[range]
                        case .end, .needsMore: break reading
                        }
                    }
                    rest = part.count - at
                }
            }
            #expect(decoder.isDone)
            #expect(String(decoding: body, as: UTF8.self) == "hello, world!!!")
            #expect(rest == 3 || cut >= bytes.count - 3)
        }
    }

    @Test(
        "refuses a chunk whose size is not plain digits, that is longer or shorter than it says, or that is too long",
        arguments: [
            ("", .chunk), (" 5", .chunk), ("5 ", .chunk), ("+5", .chunk), ("-5", .chunk), ("0x5", .chunk),
            ("5,", .chunk),
            ("G", .chunk), ("5\t;a", .chunk), ("4", .chunk), ("6", .chunk), ("\u{665}", .chunk),
            ("FFFFFFFFFFFFFFFFF", .bodyTooLarge), ("7FFFFFFFFFFFFFFF", .bodyTooLarge),
            (String(repeating: "0", count: 1_001) + "5", .bodyTooLarge),
        ] as [(String, WireFault)])
    func chunkSizes(size: String, fault: WireFault) {
        var decoder = ChunkedDecoder(limits: WireLimits())
        let bytes = Array("\(size)\r\nhello\r\n0\r\n\r\n".utf8)
        let found = #expect(throws: WireFault.self) {
            try bytes.withUnsafeBufferPointer { bytes in
                var at = 0
                while case .data = try decoder.next(in: bytes, at: &at) {}
            }
        }
        #expect(found == fault)
    }

    @Test("an answer's headers cannot begin another line, nor replace what the server decides")
    func injection() {
        let (output, date) = (OutputBuffer(capacity: 16), DateField())
        defer { output.deallocate() }
        var headers: Headers = ["X-A": "1\r\nX-B: 2", "Content-Length": "99", "Transfer-Encoding": "chunked"]
        headers.add("bad name", "x")
        headers.add("X-C", "3")
        withExtendedLifetime(date) {
            ResponseHead.write(200, headers, length: .known(3), persistence: .close, date: date.line, to: output)
        }
        let text = String(decoding: UnsafeBufferPointer(start: output.start, count: output.count), as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nX-C: 3\r\nContent-Length: 3\r\nConnection: close\r\n"))
        #expect(!text.contains("X-A") && !text.contains("X-B"))
        #expect(!text.contains("99") && !text.contains("bad name") && !text.contains("chunked"))
    }

    @Test(
        "SHA-1 of the standard's examples",
        arguments: [
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"), ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ])
    func sha1(text: String, digest: String) {
        let hexadecimal = SHA1Block.digest(of: Array(text.utf8)).map {
            $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16)
        }
        #expect(hexadecimal.joined() == digest)
    }
}
