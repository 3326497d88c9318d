internal import Synchronization

/// How many pages may be streamed at one time, since each holds a thread while its client reads. Who comes later waits for a
/// place, in order.
final class StreamPlaces: Sendable {
    /// Those of the whole process.
    static let shared = StreamPlaces(256)

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Runs the step in a place of its own.
    func withPlace(_ step: () async throws -> Void) async throws {
        await take()
        defer { giveBack() }
        try await step()
    }

    private func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    /// The place goes to the one who has waited longest.
    private func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
