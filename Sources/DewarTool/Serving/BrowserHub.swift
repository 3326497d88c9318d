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
    private var incoming: [UInt8] = []

    fileprivate init(_ connection: Int32, _ hello: BrowserHello) {
        self.connection = Descriptor(owning: connection)
        app = hello.page
        _ = Poll.write(connection, WebSocket.acceptance(of: hello.key)[...])
    }

    var descriptor: Int32 { connection.raw }

    /// Sends a message. False when the page has gone, or takes nothing any more.
    func send(_ text: String) -> Bool {
        Poll.write(connection.raw, WebSocket.frame(.text, Array(text.utf8))[...])?.isEmpty ?? false
    }

    /// What the page says; nil when it has gone.
    func receive() -> [String]? {
        guard let bytes = Poll.read(connection.raw, upTo: 4_096), !bytes.isEmpty else { return nil }
        incoming += bytes
        var said: [String] = []
        while true {
            switch WebSocket.parse(incoming[...]) {
            case .incomplete: return said
            case .refused: return nil
            case .frame(let frame, let length):
                incoming.removeFirst(length)
                switch WebSocket.Operation(rawValue: frame.operation) {
                case .text: said.append(String(decoding: frame.payload, as: UTF8.self))
                case .ping: _ = Poll.write(connection.raw, WebSocket.frame(.pong, frame.payload)[...])
                case .close: return nil
                case .pong, nil: break
                }
            }
        }
    }
}
