/// Why a WebSocket is closed (RFC 6455 §7.4.1).
///
/// ```swift
/// await socket.close(.goingAway, reason: "restart")
/// await socket.close(4001)
/// ```
public struct WebSocketCloseCode: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    public let rawValue: UInt16

    /// The code of this number.
    public init(_ rawValue: UInt16) { self.rawValue = rawValue }

    public init(integerLiteral value: UInt16) { rawValue = value }

    public var description: String { String(rawValue) }

    /// The conversation is over.
    public static let normal: WebSocketCloseCode = 1000
    /// The server stops, or the browser leaves the page.
    public static let goingAway: WebSocketCloseCode = 1001
    /// The other side broke the rules of the protocol.
    public static let protocolError: WebSocketCloseCode = 1002
    /// A message of a kind that is not taken.
    public static let unsupportedData: WebSocketCloseCode = 1003
    /// The other side gave no code; never sent.
    public static let noneGiven: WebSocketCloseCode = 1005
    /// The connection broke off; never sent.
    public static let brokenOff: WebSocketCloseCode = 1006
    /// A text that is not UTF-8.
    public static let invalidText: WebSocketCloseCode = 1007
    /// A message that is not allowed.
    public static let policyViolation: WebSocketCloseCode = 1008
    /// A message beyond the limit.
    public static let messageTooBig: WebSocketCloseCode = 1009
    /// Something went wrong in the server.
    public static let internalError: WebSocketCloseCode = 1011

    /// Whether it may stand in a close frame.
    package var isSendable: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
