/// The little of RFC 6455 that the reload channel needs: the tool speaks, the page listens.
enum WebSocket {
    /// The answer to a page that asks for a WebSocket (§4.2.2).
    static func acceptance(of key: String) -> [UInt8] {
        let accept = base64(SHA1.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        return Array(
            """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: \(accept)\r
            \r\n
            """.utf8)
    }

    enum Operation: UInt8 {
        case text = 1
        case close = 8
        case ping = 9
        case pong = 10
    }

    /// A whole message in one frame, unmasked, as a server sends it (§5.2).
    static func frame(_ operation: Operation, _ payload: [UInt8]) -> [UInt8] {
        let head = 0x80 | operation.rawValue
        switch payload.count {
        case ...125: return [head, UInt8(payload.count)] + payload
        case ...0xffff: return [head, 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xff)] + payload
        default:
            let length = (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
            return [head, 127] + length + payload
        }
    }

    struct Frame: Hashable {
        /// The four bits as they came; pages of ours send no data.
        var operation: UInt8
        var payload: [UInt8]
    }

    enum Parsed: Hashable {
        case frame(Frame, length: Int)
        case incomplete
        /// Unmasked, or longer than anything a page of ours sends: close.
        case refused
    }

    static let maximumPayloadBytes = 4_096

    /// Reads the frame at the front of what came from a page.
    static func parse(_ bytes: ArraySlice<UInt8>) -> Parsed {
        let bytes = Array(bytes.prefix(maximumPayloadBytes + 14))
        guard bytes.count >= 2 else { return .incomplete }
        guard bytes[1] & 0x80 != 0 else { return .refused }
        var length = Int(bytes[1] & 0x7f)
        var offset = 2
        if length == 127 { return .refused }
        if length == 126 {
            guard bytes.count >= 4 else { return .incomplete }
            length = Int(bytes[2]) << 8 | Int(bytes[3])
            offset = 4
        }
        guard length <= maximumPayloadBytes else { return .refused }
        guard bytes.count >= offset + 4 + length else { return .incomplete }
        let mask = bytes[offset..<offset + 4]
        let body = bytes[(offset + 4)..<(offset + 4 + length)]
        let payload = body.enumerated().map { $0.element ^ mask[mask.startIndex + $0.offset % 4] }
        return .frame(Frame(operation: bytes[0] & 0x0f, payload: payload), length: offset + 4 + length)
    }

    /// RFC 4648 §4.
    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count { text.append(alphabet[bits >> (18 - 6 * place) & 63]) }
            text += String(repeating: "=", count: 3 - group.count)
        }
        return text
    }
}
