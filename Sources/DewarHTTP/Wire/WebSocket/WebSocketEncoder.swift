/// A server's WebSocket frames: never masked, never fragmented (RFC 6455 §5.1).
package enum WebSocketEncoder {
    package static func text(_ text: String) -> [UInt8] { frame(1, Array(text.utf8)) }

    package static func binary(_ bytes: [UInt8]) -> [UInt8] { frame(2, bytes) }

    /// - Parameter payload: at most 125 bytes.
    package static func ping(_ payload: [UInt8] = []) -> [UInt8] { frame(9, Array(payload.prefix(125))) }

    package static func pong(_ payload: [UInt8]) -> [UInt8] { frame(10, Array(payload.prefix(125))) }

    /// The reason is cut to the 123 bytes that fit, between characters.
    package static func close(_ code: WebSocketCloseCode, reason: String = "") -> [UInt8] {
        guard code.isSendable else { return frame(8, []) }
        var cut = reason
        while cut.utf8.count > 123 { cut.removeLast() }
        return frame(8, [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xff)] + Array(cut.utf8))
    }

    private static func frame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(payload.count + 10)
        bytes.append(0x80 | opcode)
        let count = payload.count
        switch count {
        case ..<126: bytes.append(UInt8(count))
        case ..<65536: bytes += [126, UInt8(count >> 8), UInt8(count & 0xff)]
        default:
            bytes.append(127)
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: count >> shift))
            }
        }
        return bytes + payload
    }
}
