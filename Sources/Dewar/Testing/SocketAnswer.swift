internal import DewarHTTP

/// The bytes of a whole answer taken apart (RFC 9112 §4, §6).
struct SocketAnswer {
    let response: TestResponse

    /// The server broke the connection off, or sent what is no answer.
    struct Broken: Error, CustomStringConvertible {
        var description: String { "the server ended the connection without a whole answer" }
    }

    init(_ bytes: [UInt8], to method: Method) throws {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Broken() }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
        guard words.count >= 2, let code = Int(words[1]) else { throw Broken() }
        if code < 200, code != 101 {
            self = try SocketAnswer(Array(bytes[end.upperBound...]), to: method)
            return
        }
        var headers = Headers()
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw Broken() }
            headers.add(String(line[..<colon]), line[line.index(after: colon)...].trimmingWhitespace())
        }
        let hasBody = method != .head && ![204, 304].contains(code)
        let body = hasBody ? try SocketAnswer.body(Array(bytes[end.upperBound...]), headers) : []
        response = TestResponse(Status(code), headers, body)
    }

    private static func body(_ bytes: [UInt8], _ headers: Headers) throws -> [UInt8] {
        if headers["Transfer-Encoding"] == "chunked" { return try unchunked(bytes) }
        guard let length = headers["Content-Length"].flatMap({ Int($0) }) else { return bytes }
        guard bytes.count >= length else { throw Broken() }
        return Array(bytes[..<length])
    }

    private static func unchunked(_ bytes: [UInt8]) throws -> [UInt8] {
        try bytes.withUnsafeBufferPointer { bytes in
            var decoder = ChunkedDecoder(limits: WireLimits())
            var body: [UInt8] = []
            var place = 0
            while true {
                switch try decoder.next(in: bytes, at: &place) {
                case .data(let range): body += bytes[range]
                case .end: return body
                case .needsMore: throw Broken()
                }
            }
        }
    }
}
