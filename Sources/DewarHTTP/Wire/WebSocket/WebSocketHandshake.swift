/// The opening handshake (RFC 6455 §4.2).
package enum WebSocketHandshake {
    package enum Verdict: Sendable {
        /// The value of Sec-WebSocket-Accept.
        case accepted(String)
        case refused(Response)
    }

    package static func judge(_ request: Request) -> Verdict {
        let headers = request.headers
        guard request.method == .get, request.minorVersion > 0, lists(headers["Upgrade"], "websocket"),
            lists(headers["Connection"], "upgrade")
        else { return .refused(refusal(426, "This address speaks WebSocket.")) }
        guard headers["Sec-WebSocket-Version"] == "13" else {
            return .refused(refusal(426, "This server speaks version 13 of WebSocket."))
        }
        guard let key = headers["Sec-WebSocket-Key"], isKey(key) else {
            return .refused(refusal(400, "Sec-WebSocket-Key is not 16 bytes in base64."))
        }
        return .accepted(accept(key))
    }

    /// The proof that the server has understood the key.
    package static func accept(_ key: String) -> String {
        base64(SHA1Block.digest(of: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }

    private static func refusal(_ status: Status, _ sentence: String) -> Response {
        Response(
            sentence + "\n", status: status,
            headers: [
                "Content-Type": "text/plain; charset=utf-8", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
            ])
    }

    /// Whether the list holds the word, in any case.
    private static func lists(_ value: String?, _ word: String) -> Bool {
        guard let value else { return false }
        return value.utf8.split(separator: UInt8(ascii: ",")).contains { item in
            let trimmed = item.drop { $0 == 32 || $0 == 9 }.reversed().drop { $0 == 32 || $0 == 9 }.reversed()
            return Headers.areEqual(String(decoding: Array(trimmed), as: UTF8.self), word)
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func isKey(_ key: String) -> Bool {
        key.utf8.count == 24 && key.hasSuffix("==") && key.utf8.prefix(22).allSatisfy { alphabet.contains($0) }
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for from in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[from..<min(from + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for i in 0..<4 { text.append(i <= group.count ? alphabet[bits >> (18 - 6 * i) & 63] : UInt8(ascii: "=")) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
