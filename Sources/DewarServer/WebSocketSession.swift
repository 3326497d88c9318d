import DewarHTTP

/// A connection that has become a WebSocket: frames in, frames out, and the closing handshake. The loop's side of
/// `WebSocket`.
final class WebSocketSession {
    /// How many pings may go unanswered.
    private static let missedPings = 2
    /// A client that leaves more than this many times the usual buffer unread is given up.
    private static let patience = 4

    private unowned let connection: Connection
    private weak var socket: WebSocket?
    private var decoder: WebSocketDecoder
    private(set) var hasSentClose = false
    private var isOver = false
    private var unansweredPings = 0
    private var waiting: [CheckedContinuation<Void, any Error>] = []

    init(_ connection: Connection, maximumMessageBytes: Int) {
        self.connection = connection
        decoder = WebSocketDecoder(maximumMessageBytes: maximumMessageBytes)
    }

    func begin(_ socket: WebSocket) { self.socket = socket }

    private var bufferedBytes: Int { connection.limits.bufferedBytes }

    var wantsToRead: Bool { !isOver && socket?.isFull() != true }

    // MARK: out

    /// Sends the frame; the waiter goes on when the client has taken enough.
    func send(_ frame: [UInt8], _ waiter: CheckedContinuation<Void, any Error>) {
        guard !isOver, !hasSentClose else { return waiter.resume(throwing: WebSocketClosed()) }
        put(frame)
        if connection.unsent.count < bufferedBytes { waiter.resume() } else { waiting.append(waiter) }
    }

    func post(_ frame: [UInt8]) {
        guard !isOver, !hasSentClose else { return }
        if connection.unsent.count > WebSocketSession.patience * bufferedBytes { return connection.abort() }
        put(frame)
    }

    func close(_ code: WebSocketCloseCode, _ reason: String) {
        guard !isOver, !hasSentClose else { return }
        sendClose(code, reason)
        socket?.ended(code, reason)
    }

    /// What was sent has gone out.
    func sent() {
        guard !waiting.isEmpty else { return }
        let all = waiting
        waiting = []
        for waiter in all { waiter.resume() }
    }

    /// Nothing came for long: asks whether the client is still there. False when it did not answer before.
    func ping() -> Bool {
        guard !isOver, !hasSentClose, unansweredPings < WebSocketSession.missedPings else { return false }
        unansweredPings += 1
        put(WebSocketEncoder.ping())
        return true
    }

    private func sendClose(_ code: WebSocketCloseCode, _ reason: String) {
        guard !hasSentClose else { return }
        put(WebSocketEncoder.close(code, reason: reason))
        hasSentClose = true
        connection.wait(for: .linger)
    }

    private func put(_ frame: [UInt8]) {
        guard !connection.isClosed else { return }
        frame.withUnsafeBufferPointer { connection.unsent.append($0.baseAddress!, count: $0.count) }
        connection.sendSoon()
    }

    // MARK: in

    func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        unansweredPings = 0
        var at = 0
        do {
            while !isOver, let event = try decoder.next(in: bytes, at: &at) { handle(event) }
        } catch {
            finish(answering: error.code, ended: error.code, "")
        }
    }

    private func handle(_ event: WebSocketDecoder.Event) {
        switch event {
        case .close(let code, let reason): finish(answering: code, ended: code, reason)
        case _ where hasSentClose: break
        case .text(let text): socket?.add(.text(text))
        case .binary(let bytes): socket?.add(.binary(bytes))
        case .ping(let payload): put(WebSocketEncoder.pong(payload))
        case .pong: break
        }
    }

    private func finish(answering code: WebSocketCloseCode, ended: WebSocketCloseCode, _ reason: String) {
        sendClose(code, "")
        end(ended, reason)
        connection.closeAfterSending()
    }

    /// The socket is over, in whatever way.
    func end(_ code: WebSocketCloseCode, _ reason: String) {
        guard !isOver else { return }
        isOver = true
        socket?.ended(code, reason)
        let all = waiting
        waiting = []
        for waiter in all { waiter.resume(throwing: WebSocketClosed()) }
    }
}
