public import DewarHTTP
import Synchronization

/// A WebSocket: messages both ways until one side closes (RFC 6455). It may be kept and used from anywhere.
///
/// ```swift
/// app.webSocket("/chat") { socket in
///     for await message in socket { try await socket.send("you said \(message.text ?? "")") }
/// }
/// ```
public final class WebSocket: AsyncSequence, Sendable {
    /// One message of the client.
    public enum Message: Hashable, Sendable {
        case text(String)
        case binary([UInt8])

        /// The text, nil if the message is binary.
        public var text: String? { if case .text(let text) = self { text } else { nil } }
    }

    public typealias Element = Message
    public typealias Failure = Never

    private struct State {
        var messages: [Message] = []
        var bytes = 0
        var reader: CheckedContinuation<Message?, Never>?
        var closing: (code: WebSocketCloseCode, reason: String)?
    }

    /// The request that opened it.
    public let request: Request

    private let connection: Connection
    private let state = Mutex(State())

    init(_ request: Request, _ connection: Connection) {
        self.request = request
        self.connection = connection
    }

    /// Sends a text; returns when the client has taken enough of what was sent before.
    /// - Throws: `WebSocketClosed` when the socket is closed.
    public func send(_ text: String) async throws { try await send(frame: WebSocketEncoder.text(text)) }

    /// Sends bytes; otherwise as `send` for text.
    public func send(_ bytes: [UInt8]) async throws { try await send(frame: WebSocketEncoder.binary(bytes)) }

    /// Sends a text without waiting, as a broadcast needs it. A client that takes nothing for long is given up.
    public func post(_ text: String) { post(frame: WebSocketEncoder.text(text)) }

    /// Sends bytes without waiting.
    public func post(_ bytes: [UInt8]) { post(frame: WebSocketEncoder.binary(bytes)) }

    /// Closes it: the client is told why, its answer is waited for, and the messages end. Returning from the view closes
    /// it too.
    /// - Parameter reason: at most 123 bytes are sent.
    public func close(_ code: WebSocketCloseCode = .normal, reason: String = "") {
        onLoop { $0.webSocket?.close(code, reason) }
    }

    /// Why it was closed, nil while it is open.
    public var closeCode: WebSocketCloseCode? { state.withLock { $0.closing?.code } }

    /// What the client said when it closed the socket.
    public var closeReason: String { state.withLock { $0.closing?.reason ?? "" } }

    public func makeAsyncIterator() -> Iterator { Iterator(socket: self) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let socket: WebSocket

        public mutating func next() async -> Message? { await socket.next() }
    }

    private func send(frame: [UInt8]) async throws {
        try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Void, any Error>) in
            onLoop { connection in
                if let session = connection.webSocket { return session.send(frame, waiter) }
                waiter.resume(throwing: WebSocketClosed())
            }
        }
    }

    private func post(frame: [UInt8]) { onLoop { $0.webSocket?.post(frame) } }

    private func onLoop(_ action: @escaping @Sendable (Connection) -> Void) {
        if connection.loop.isCurrent { return action(connection) }
        connection.loop.post { [connection] _ in action(connection) }
    }

    private func next() async -> Message? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                let (found, ready, wasFull) = state.withLock { state in take(&state, for: reader) }
                if wasFull { onLoop { $0.updateInterest() } }
                if ready { reader.resume(returning: found) }
            }
        } onCancel: {
            state.withLock { $0.reader.take() }?.resume(returning: nil)
        }
    }

    private func take(
        _ state: inout State, for reader: CheckedContinuation<Message?, Never>
    ) -> (found: Message?, ready: Bool, wasFull: Bool) {
        if !state.messages.isEmpty {
            let message = state.messages.removeFirst()
            let wasFull = state.bytes >= connection.limits.bufferedBytes
            state.bytes -= WebSocket.size(message)
            return (message, true, wasFull)
        }
        if state.closing != nil || state.reader != nil || Task.isCancelled { return (nil, true, false) }
        state.reader = reader
        return (nil, false, false)
    }

    // MARK: the loop's side

    func add(_ message: Message) {
        let reader = state.withLock { state in
            if let reader = state.reader.take() { return Optional(reader) }
            state.messages.append(message)
            state.bytes += WebSocket.size(message)
            return nil
        }
        reader?.resume(returning: message)
    }

    func isFull() -> Bool { state.withLock { $0.bytes >= connection.limits.bufferedBytes } }

    func ended(_ code: WebSocketCloseCode, _ reason: String) {
        let reader = state.withLock { state in
            if state.closing == nil { state.closing = (code, reason) }
            return state.reader.take()
        }
        reader?.resume(returning: nil)
    }

    /// Small messages count for something too.
    private static func size(_ message: Message) -> Int {
        switch message {
        case .text(let text): text.utf8.count + 64
        case .binary(let bytes): bytes.count + 64
        }
    }
}

/// The socket is closed: nothing can be sent any more.
public struct WebSocketClosed: Error {}

/// A view's wish to answer with a WebSocket.
package struct WebSocketUpgrade: Sendable {
    /// Longer messages end the socket with 1009.
    package var maximumMessageBytes = 1024 * 1024
    /// The subprotocol chosen from those the client offers, told to it.
    package var subprotocol: String?
    /// Asked before the socket opens, after the handshake was found right; an answer refuses it.
    package var refuses: (@Sendable () async -> Response?)?
    package var serve: @Sendable (WebSocket) async -> Void

    package init(_ serve: @escaping @Sendable (WebSocket) async -> Void) { self.serve = serve }
}
