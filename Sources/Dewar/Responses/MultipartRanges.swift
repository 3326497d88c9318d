internal import DewarHTTP
internal import DewarLinux

/// Several parts of a content in one answer, `multipart/byteranges` (RFC 9110 §14.6).
struct MultipartRanges {
    /// Bytes of a file that are in memory at once.
    private static let fileBytesAtOnce = 64 * 1024

    let contentType: String
    let body: ResponseBody

    init(_ ranges: [Range<Int>], of content: ResponseBody, length: Int, contentType partType: String?) {
        let boundary = String(UInt64.random(in: .min ... .max), radix: 16)
        contentType = "multipart/byteranges; boundary=\(boundary)"
        let type = partType.map { "Content-Type: \($0)\r\n" } ?? ""
        let heads = ranges.map { range in
            "\r\n--\(boundary)\r\n\(type)Content-Range: \(Response.contentRange(range, of: length))\r\n\r\n"
        }
        let end = "\r\n--\(boundary)--\r\n"
        let total = zip(heads, ranges).reduce(end.utf8.count) { $0 + $1.0.utf8.count + $1.1.count }
        let parts = zip(heads, ranges).map { (head: $0, part: content.part($1)) }
        body = .stream(
            ResponseStream(length: total) { write in
                for (head, part) in parts {
                    try await write(Array(head.utf8))
                    try await MultipartRanges.write(part, write)
                }
                try await write(Array(end.utf8))
            })
    }

    private static func write(_ part: ResponseBody, _ write: ResponseStream.Writer) async throws {
        switch part {
        case .bytes(let bytes): try await write(bytes)
        case .file(let file):
            var offset = file.offset
            let end = file.offset + file.count
            while offset < end {
                let piece = try RegularFile.open(file.path).read(at: offset, count: min(fileBytesAtOnce, end - offset))
                guard !piece.isEmpty else { throw SystemError("read", 0, on: file.path) }
                try await write(piece)
                offset += piece.count
            }
        case .empty, .string, .stream: break
        }
    }
}
