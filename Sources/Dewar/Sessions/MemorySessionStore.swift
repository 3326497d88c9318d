internal import DewarLinux
import Synchronization

/// Keeps sessions in the memory of one process: for tests, and for apps that may forget when they restart.
public final class MemorySessionStore: SessionStore {
    private struct Kept {
        var text: String
        /// Seconds of the monotonic clock.
        var end: Int
    }

    private struct State {
        var sessions: [String: Kept] = [:]
        /// When the sessions that are over are next looked for.
        var nextSweep = 0
    }

    /// Between two searches for sessions that are over.
    private static let sweepSeconds = 60

    private let state = Mutex(State())
    private let now: @Sendable () -> Int

    public convenience init() { self.init { Clock.monotonic / 1_000_000_000 } }

    /// - Parameter now: seconds from some start.
    init(now: @escaping @Sendable () -> Int) { self.now = now }

    /// The number of sessions that are kept.
    public var count: Int { state.withLock { $0.sessions.count } }

    public func load(_ id: String) async throws -> String? {
        let now = now()
        return state.withLock { state in state.sessions[id].flatMap { $0.end >= now ? $0.text : nil } }
    }

    public func save(_ id: String, _ text: String, lifetime: Int) async throws {
        let now = now()
        state.withLock { state in
            state.sessions[id] = Kept(text: text, end: now + lifetime)
            guard now >= state.nextSweep else { return }
            state.nextSweep = now + MemorySessionStore.sweepSeconds
            state.sessions = state.sessions.filter { $0.value.end >= now }
        }
    }

    public func delete(_ id: String) async throws { state.withLock { $0.sessions[id] = nil } }
}
