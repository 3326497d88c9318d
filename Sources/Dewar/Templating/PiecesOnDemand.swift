internal import DewarLinux
internal import Synchronization

/// Pieces of a producer that cannot suspend, for a consumer that can: the producer has a thread of its own and goes on only
/// while a piece is asked for. So it never gets ahead of the client, and never runs beside its consumer.
final class PiecesOnDemand: Sendable {
    typealias Hand = (UnsafeBufferPointer<UInt8>) throws -> Void
    typealias Producer = @Sendable (_ hand: @escaping Hand) throws -> Void

    private struct State {
        var waiting: CheckedContinuation<[UInt8]?, any Error>?
        var isStarted = false
        var isCancelled = false
    }

    private let producer: Producer
    private let state = Mutex(State())
    private let demand = Semaphore()

    init(_ producer: @escaping Producer) { self.producer = producer }

    /// The next piece; nil at the end. Throws what the producer throws.
    func next() async throws -> [UInt8]? {
        try await withCheckedThrowingContinuation { continuation in
            let isStarted = state.withLock { state in
                defer { state.isStarted = true }
                state.waiting = continuation
                return state.isStarted
            }
            if isStarted { return demand.signal() }
            do { try Thread.start("dewar-render") { [self] in run() } } catch { deliver(.failure(error)) }
        }
    }

    /// Ends the producer, which may be in the middle of its work: nothing more is asked of it.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        demand.signal()
    }

    private func run() {
        do {
            try producer { [self] bytes in
                deliver(.success(Array(bytes)))
                demand.wait()
                if state.withLock({ $0.isCancelled }) { throw CancellationError() }
            }
            deliver(.success(nil))
        } catch { deliver(.failure(error)) }
    }

    private func deliver(_ result: Result<[UInt8]?, any Error>) {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(with: result)
    }
}
