import DewarHTTP
import Synchronization

/// A body as the view reads it. The loop adds pieces; when too many wait, it stops reading the socket, and goes on when
/// the view has taken them.
final class BodySource: RequestBody.Source {
    private struct State {
        var pieces: [[UInt8]] = []
        var bytes = 0
        var isEnded = false
        var failure: (any Error)?
        var reader: CheckedContinuation<[UInt8]?, any Error>?
    }

    let announcedLength: Int?
    private let connection: Connection
    private let state = Mutex(State())
    private let limit: Int

    init(_ connection: Connection, announcedLength: Int?) {
        self.connection = connection
        self.announcedLength = announcedLength
        limit = connection.limits.bufferedBytes
    }

    // MARK: the loop's side

    var hasRoom: Bool { state.withLock { $0.bytes < limit } }

    func add(_ piece: [UInt8]) {
        let reader = state.withLock { state in
            if let reader = state.reader.take() { return Optional(reader) }
            state.pieces.append(piece)
            state.bytes += piece.count
            return nil
        }
        reader?.resume(returning: piece)
    }

    func end() {
        let reader = state.withLock { state in
            state.isEnded = true
            return state.reader.take()
        }
        reader?.resume(returning: nil)
    }

    /// What has come may still be read, then this error is thrown.
    func fail(_ error: any Error) {
        let reader = state.withLock { state in
            if !state.isEnded, state.failure == nil { state.failure = error }
            return state.reader.take()
        }
        reader?.resume(throwing: error)
    }

    func takeAll() -> [UInt8] {
        state.withLock { state in
            defer {
                state.pieces = []
                state.bytes = 0
            }
            return state.pieces.count == 1 ? state.pieces[0] : Array(state.pieces.joined())
        }
    }

    // MARK: the view's side

    func arrived() -> [UInt8]? {
        let isEnded = state.withLock { $0.isEnded }
        return isEnded ? takeAll() : nil
    }

    func next() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reader in ask(reader) }
        } onCancel: {
            let reader = state.withLock { $0.reader.take() }
            reader?.resume(throwing: CancellationError())
        }
    }

    private func ask(_ reader: CheckedContinuation<[UInt8]?, any Error>) {
        enum Outcome { case piece([UInt8], wasFull: Bool), end, failure(any Error), wait }
        let outcome: Outcome = state.withLock { state in
            if !state.pieces.isEmpty {
                let piece = state.pieces.removeFirst()
                let wasFull = state.bytes >= limit
                state.bytes -= piece.count
                return .piece(piece, wasFull: wasFull && state.bytes < limit)
            }
            if let failure = state.failure { return .failure(failure) }
            if state.isEnded || state.reader != nil { return .end }
            if Task.isCancelled { return .failure(CancellationError()) }
            state.reader = reader
            return .wait
        }
        switch outcome {
        case .piece(let piece, let wasFull):
            if wasFull { onLoop { $0.updateInterest() } }
            reader.resume(returning: piece)
        case .end: reader.resume(returning: nil)
        case .failure(let error): reader.resume(throwing: error)
        case .wait: onLoop { $0.sendContinue() }
        }
    }

    private func onLoop(_ action: @escaping @Sendable (Connection) -> Void) {
        if connection.loop.isCurrent { return action(connection) }
        connection.loop.post { [connection] _ in action(connection) }
    }
}
