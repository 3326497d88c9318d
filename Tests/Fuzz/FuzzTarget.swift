import DewarHTTP
import TestSupport

/// A parser under attack, and what it promises about any bytes.
package struct FuzzTarget: Sendable {
    package let name: String
    /// The folder of its seeds.
    let corpus: String
    /// What is put into a seed besides single bytes.
    let pieces: [[UInt8]]
    package let run: @Sendable ([UInt8]) -> Void

    init(_ name: String, corpus: String? = nil, pieces: [String] = [], run: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.corpus = corpus ?? name
        self.pieces = pieces.map { Array($0.utf8) }
        self.run = run
    }

    package static let all: [FuzzTarget] = parsers + templates

    private static let parsers: [FuzzTarget] = [
        FuzzTarget("head", run: head), FuzzTarget("chunks", run: chunks), FuzzTarget("multipart", run: multipart),
        FuzzTarget("url", run: url), FuzzTarget("cookie", run: cookie), FuzzTarget("websocket", run: webSocket),
    ]

    /// The seeds, changed, one after the other; the same ones for the same numbers.
    package func inputs(_ numbers: Range<Int>, seed: UInt64, _ take: (Int, [UInt8]) -> Void) throws {
        let seeds = try Corpus.load(corpus)
        for number in numbers {
            // Each input has a generator of its own, so that a run can begin anywhere.
            var random = SeededGenerator(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
            let first = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            take(number, Mutator.change(first, seeds, pieces: pieces, &random))
        }
    }

    /// What it finds lies within the bytes, and can be read.
    private static func head(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress,
                case .complete(let layout) = HeadParser.parse(bytes, limits: WireLimits())
            else { return }
            precondition(layout.end <= bytes.count && layout.targetStart <= layout.pathEnd)
            let request = Request()
            request.fill(start, layout, body: RequestBody(), peer: "", identifier: 1)
            precondition(request.headers.pairs.count == request.headers.count)
            let isPath = request.target.utf8.first == UInt8(ascii: "/")
            precondition(isPath || request.target == "*" || request.method == .connect)
            _ = (request.path, request.host, request.args, request.cookies, request.acceptMimetypes, request.range)
        }
    }

    /// The same comes of bytes whole and in pieces.
    private static func chunks(_ bytes: [UInt8]) {
        func decode(_ step: Int) -> ([UInt8], Bool) {
            var decoder = ChunkedDecoder(limits: WireLimits())
            var body: [UInt8] = []
            for from in stride(from: 0, to: bytes.count, by: step) {
                do {
                    let isOver = try bytes[from..<min(from + step, bytes.count)].withUnsafeBufferPointer { part in
                        var at = 0
                        while true {
                            switch try decoder.next(in: part, at: &at) {
                            case .data(let range): body += part[range]
                            case .end: return true
                            case .needsMore: return false
                            }
                        }
                    }
                    if isOver { return (body, true) }
                } catch {
                    return (body, false)
                }
            }
            return (body, false)
        }
        let whole = decode(max(bytes.count, 1))
        let split = decode(7)
        precondition(whole == split, "whole \(whole), split \(split)")
    }

    /// The same parts come of bytes whole and in pieces.
    private static func multipart(_ bytes: [UInt8]) {
        func parse(_ step: Int) -> (heads: [PartHead], bytes: [UInt8], isForm: Bool) {
            var parser = MultipartParser(boundary: "xyz")
            var heads: [PartHead] = []
            var content: [UInt8] = []
            func take(_ event: MultipartParser.Event) {
                switch event {
                case .part(let head): heads.append(head)
                case .content(let piece): content += piece
                case .end: break
                }
            }
            do {
                for from in stride(from: 0, to: bytes.count, by: step) {
                    try parser.feed(bytes[from..<min(from + step, bytes.count)], take)
                }
                try parser.finish(take)
                return (heads, content, true)
            } catch {
                return (heads, content, false)
            }
        }
        let whole = parse(max(bytes.count, 1))
        let split = parse(5)
        precondition(whole.isForm == split.isForm)
        if whole.isForm { precondition(whole.heads == split.heads && whole.bytes == split.bytes) }
    }

    /// What was decoded and encoded again decodes to the same.
    private static func url(_ bytes: [UInt8]) {
        let decoded = PercentEncoding.decode(bytes)
        precondition(decoded.count <= bytes.count)
        precondition(PercentEncoding.decode(Array(PercentEncoding.encode(decoded).utf8)) == decoded)
        let text = String(decoding: bytes, as: UTF8.self)
        _ = (QueryString.parse(bytes), PercentEncoding.decodePath(text), InternationalURL.ascii(text))
        _ = (InternationalURL.readable(text), PercentEncoding.textKeepingInvalidBytesEscaped(bytes))
    }

    private static func cookie(_ bytes: [UInt8]) {
        let field = String(decoding: bytes, as: UTF8.self)
        precondition(CookieParser.parse(field).count <= bytes.count)
        _ = (Parameters(parsing: field), CacheControl(parsing: field), Accept(parsing: field, kind: .mediaType))
    }

    /// Messages are no longer than allowed, and the same whole and in pieces.
    private static func webSocket(_ bytes: [UInt8]) {
        func decode(_ step: Int) -> ([WebSocketDecoder.Event], WebSocketDecoder.Fault?) {
            var decoder = WebSocketDecoder(maximumMessageBytes: 1_000)
            var events: [WebSocketDecoder.Event] = []
            for from in stride(from: 0, to: bytes.count, by: step) {
                let part = Array(bytes[from..<min(from + step, bytes.count)])
                let fault = part.withUnsafeBufferPointer { part -> WebSocketDecoder.Fault? in
                    var at = 0
                    do throws(WebSocketDecoder.Fault) {
                        while let event = try decoder.next(in: part, at: &at) { events.append(event) }
                        return nil
                    } catch {
                        return error
                    }
                }
                if let fault { return (events, fault) }
            }
            return (events, nil)
        }
        let whole = decode(max(bytes.count, 1))
        let split = decode(3)
        precondition(whole == split)
        for case .binary(let message) in whole.0 { precondition(message.count <= 1_000) }
    }
}
