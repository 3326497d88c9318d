internal import DewarHTTP
internal import DewarLinux
internal import Synchronization

/// The open pages: their WebSockets. It belongs to the serve loop; only `join` may be called from another thread.
final class BrowserHub: Sendable {
    private struct Newcomer {
        var connection: Int32
        var hello: BrowserHello
    }

    private let newcomers = Mutex<[Newcomer]>([])
    private let arrived: EventFD

    init() throws(SystemError) { arrived = try EventFD() }

    /// Readable when pages have come.
    var descriptor: Int32 { arrived.raw }

    func join(_ connection: Int32, _ hello: BrowserHello) {
        newcomers.withLock { $0.append(Newcomer(connection: connection, hello: hello)) }
        arrived.signal()
    }

    func takeNewcomers() -> [BrowserPage] {
        arrived.clear()
        let all = newcomers.withLock { newcomers in
            defer { newcomers = [] }
            return newcomers
        }
        return all.map { BrowserPage($0.connection, $0.hello) }
    }
}

/// One open page.
final class BrowserPage {
    private let connection: Descriptor
    /// The app that made it; nil for a page of an earlier `dewar serve`.
    let app: AppID?
    private var decoder = WebSocketDecoder(maximumMessageBytes: BrowserPage.maximumMessageBytes)

    /// More than any page of ours says.
    private static let maximumMessageBytes = 4_096

    fileprivate init(_ connection: Int32, _ hello: BrowserHello) {
        self.connection = Descriptor(owning: connection)
        app = hello.page
        _ = Poll.write(connection, BrowserPage.acceptance(of: hello.key)[...])
    }

    /// The answer to a page that asks for a WebSocket (RFC 6455 §4.2.2).
    private static func acceptance(of key: String) -> [UInt8] {
        Array(
            """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: \(WebSocketHandshake.accept(key))\r
            \r\n
            """.utf8)
    }

    var descriptor: Int32 { connection.raw }

    /// Sends a message. False when the page has gone, or takes nothing any more.
    func send(_ text: String) -> Bool {
        Poll.write(connection.raw, WebSocketEncoder.text(text)[...])?.isEmpty ?? false
    }

    /// What the page says; nil when it has gone, or breaks the rules.
    func receive() -> [String]? {
        guard let bytes = Poll.read(connection.raw, upTo: 4_096), !bytes.isEmpty else { return nil }
        var said: [String] = []
        var at = 0
        return bytes.withUnsafeBufferPointer { bytes in
            do throws(WebSocketDecoder.Fault) {
                while let event = try decoder.next(in: bytes, at: &at) {
                    switch event {
                    case .text(let text): said.append(text)
                    case .ping(let payload): _ = Poll.write(connection.raw, WebSocketEncoder.pong(payload)[...])
                    case .close: return nil
                    case .pong, .binary: break
                    }
                }
                return said
            } catch {
                return nil
            }
        }
    }
}
