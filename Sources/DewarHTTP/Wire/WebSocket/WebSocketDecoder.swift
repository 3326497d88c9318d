/// Takes a client's WebSocket frames apart (RFC 6455 §5) and puts messages together, wherever the bytes are split.
package struct WebSocketDecoder: Sendable {
    package enum Event: Equatable, Sendable {
        case text(String)
        case binary([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        case close(WebSocketCloseCode, String)
    }

    /// What the client did wrong: the connection ends with this code.
    package struct Fault: Error, Hashable, Sendable {
        package let code: WebSocketCloseCode
    }

    /// Bit positions and values of RFC 6455 §5.2.
    private enum Opcode: UInt8 { case continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 }

    private enum State: Sendable { case header, payload }

    private let maximumMessageBytes: Int
    private var state = State.header
    private var header: [UInt8] = []
    private var opcode = Opcode.continuation
    private var isFinal = false
    private var rest = 0
    private var mask: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    private var maskAt = 0
    private var control: [UInt8] = []
    private var message: [UInt8] = []
    /// The kind of the message whose fragments are coming.
    private var messageKind: Opcode?

    package init(maximumMessageBytes: Int) { self.maximumMessageBytes = maximumMessageBytes }

    /// Reads on from `at`; nil when it needs more.
    package mutating func next(in bytes: UnsafeBufferPointer<UInt8>, at: inout Int) throws(Fault) -> Event? {
        while true {
            switch state {
            case .header:
                guard at < bytes.count else { return nil }
                header.append(bytes[at])
                at += 1
                if header.count == 2 { try checkStart() }
                if header.count >= 2, header.count == headerLength { try startFrame() }
            case .payload:
                let count = min(rest, bytes.count - at)
                if count > 0 { unmask(UnsafeBufferPointer(rebasing: bytes[at..<at + count])) }
                at += count
                rest -= count
                if rest > 0 { return nil }
                state = .header
                header.removeAll(keepingCapacity: true)
                if let event = try endFrame() { return event }
            }
        }
    }

    private var headerLength: Int {
        switch header[1] & 0x7f {
        case 126: 8
        case 127: 14
        default: 6
        }
    }

    /// Reserved bits are zero, the opcode is known, and a client masks (RFC 6455 §5.1).
    private mutating func checkStart() throws(Fault) {
        guard header[0] & 0x70 == 0, header[1] & 0x80 != 0, let opcode = Opcode(rawValue: header[0] & 0x0f) else {
            throw Fault(code: .protocolError)
        }
        self.opcode = opcode
        isFinal = header[0] & 0x80 != 0
    }

    private mutating func startFrame() throws(Fault) {
        let length = try payloadLength()
        let key = header.suffix(4)
        mask = (key[key.startIndex], key[key.startIndex + 1], key[key.startIndex + 2], key[key.startIndex + 3])
        maskAt = 0
        switch opcode {
        case .close, .ping, .pong:
            guard isFinal, length <= 125 else { throw Fault(code: .protocolError) }
            control.removeAll(keepingCapacity: true)
        case .text, .binary:
            guard messageKind == nil else { throw Fault(code: .protocolError) }
            messageKind = opcode
        case .continuation: guard messageKind != nil else { throw Fault(code: .protocolError) }
        }
        let isData = opcode.rawValue < 8
        if isData, length > maximumMessageBytes - message.count { throw Fault(code: .messageTooBig) }
        rest = length
        state = .payload
    }

    /// RFC 6455 §5.2: the shortest form must be used, and the highest bit of the long one is zero.
    private func payloadLength() throws(Fault) -> Int {
        switch header[1] & 0x7f {
        case 126:
            let length = Int(header[2]) << 8 | Int(header[3])
            guard length > 125 else { throw Fault(code: .protocolError) }
            return length
        case 127:
            let length = header[2..<10].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard length > 0xffff, length >> 63 == 0 else { throw Fault(code: .protocolError) }
            return Int(length)
        case let length: return Int(length)
        }
    }

    private mutating func unmask(_ bytes: UnsafeBufferPointer<UInt8>) {
        let key = [mask.0, mask.1, mask.2, mask.3]
        var at = maskAt
        if opcode.rawValue < 8 {
            message.reserveCapacity(message.count + bytes.count)
            for byte in bytes {
                message.append(byte ^ key[at & 3])
                at &+= 1
            }
        } else {
            for byte in bytes {
                control.append(byte ^ key[at & 3])
                at &+= 1
            }
        }
        maskAt = at & 3
    }

    private mutating func endFrame() throws(Fault) -> Event? {
        switch opcode {
        case .ping: return .ping(control)
        case .pong: return .pong(control)
        case .close: return try close()
        case .continuation, .text, .binary:
            guard isFinal else { return nil }
            defer {
                message = []
                messageKind = nil
            }
            if messageKind == .binary { return .binary(message) }
            guard let text = String(validating: message, as: UTF8.self) else { throw Fault(code: .invalidText) }
            return .text(text)
        }
    }

    private func close() throws(Fault) -> Event {
        if control.isEmpty { return .close(.noneGiven, "") }
        guard control.count >= 2 else { throw Fault(code: .protocolError) }
        let code = WebSocketCloseCode(UInt16(control[0]) << 8 | UInt16(control[1]))
        guard code.isSendable else { throw Fault(code: .protocolError) }
        guard let reason = String(validating: control[2...], as: UTF8.self) else { throw Fault(code: .invalidText) }
        return .close(code, reason)
    }
}
