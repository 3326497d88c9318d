import DewarHTTP
import Synchronization

/// The writing end of a streamed answer. A producer that is faster than its client waits in `write`.
final class StreamWriter: Sendable {
    private struct State {
        var isOver = false
        var waiting: [CheckedContinuation<Void, any Error>] = []
        /// What may still come, when the length was announced.
        var rest: Int
    }

    private let connection: Connection
    private let isChunked: Bool
    private let hasLength: Bool
    private let state: Mutex<State>

    init(_ connection: Connection, isChunked: Bool, length: Int?) {
        self.connection = connection
        self.isChunked = isChunked
        hasLength = length != nil
        state = Mutex(State(rest: length ?? Int.max))
    }

    // MARK: the producer's side

    func write(_ piece: [UInt8]) async throws {
        if piece.isEmpty { return }
        if connection.loop.isCurrent {
            if try put(piece) { return }
            try await room()
        } else {
            try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Void, any Error>) in
                connection.loop.post { [self] _ in
                    do {
                        if try put(piece) { waiter.resume() } else { park(waiter) }
                    } catch {
                        waiter.resume(throwing: error)
                    }
                }
            }
        }
    }

    /// The body is complete; it is broken off if fewer bytes came than were announced.
    func finish() {
        onLoop { [self] in
            guard begin(ending: true) else { return }
            if hasLength, state.withLock({ $0.rest }) > 0 { return connection.abort() }
            if isChunked { connection.appendUnsent("0\r\n\r\n") }
            connection.completed()
            connection.sendSoon()
        }
    }

    /// The producer failed: the client must see that the body is not complete.
    func breakOff() {
        onLoop { [self] in
            guard begin(ending: true) else { return }
            connection.abort()
        }
    }

    // MARK: the loop's side

    func hasRoom() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume() }
    }

    func fail() {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume(throwing: ClientGone()) }
    }

    /// Appends the piece. Returns whether more may follow at once.
    private func put(_ piece: [UInt8]) throws -> Bool {
        guard begin(ending: false) else { throw ClientGone() }
        let allowed = state.withLock { state in
            let allowed = min(state.rest, piece.count)
            if hasLength { state.rest -= allowed }
            return allowed
        }
        guard allowed > 0 else { return true }
        if !hasLength { connection.answer.bytes += allowed }
        if isChunked { connection.appendUnsent(String(piece.count, radix: 16) + "\r\n") }
        piece.withUnsafeBufferPointer { connection.unsent.append($0.baseAddress!, count: allowed) }
        if isChunked { connection.appendUnsent("\r\n") }
        connection.sendSoon()
        return connection.unsent.count < connection.limits.bufferedBytes
    }

    private func begin(ending: Bool) -> Bool {
        let isOver = state.withLock { state in
            defer { if ending { state.isOver = true } }
            return state.isOver
        }
        return !isOver && !connection.isClosed
    }

    private func room() async throws {
        try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Void, any Error>) in park(waiter) }
    }

    private func park(_ waiter: CheckedContinuation<Void, any Error>) {
        let isOver = state.withLock { state in
            if !state.isOver { state.waiting.append(waiter) }
            return state.isOver
        }
        if isOver { waiter.resume(throwing: ClientGone()) }
    }

    private func onLoop(_ action: @escaping @Sendable () -> Void) {
        if connection.loop.isCurrent { action() } else { connection.loop.post { _ in action() } }
    }
}

extension Connection {
    func appendUnsent(_ text: String) {
        var text = text
        text.withUTF8 { unsent.append($0.baseAddress!, count: $0.count) }
    }
}
