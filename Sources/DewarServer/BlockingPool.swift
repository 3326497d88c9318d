import DewarLinux
import Synchronization

/// Threads for views that wait without suspending. They start as they are needed and stay.
final class BlockingPool: Sendable {
    private struct State {
        var work: [@Sendable () -> Void] = []
        var idleThreads = 0
        var threads = 0
    }

    private let maximumThreads: Int
    private let state = Mutex(State())
    private let available = Semaphore()

    init(maximumThreads: Int) { self.maximumThreads = max(1, maximumThreads) }

    /// Runs the work as soon as a thread is free.
    func run(_ work: @escaping @Sendable () -> Void) {
        let needsThread = state.withLock { state in
            state.work.append(work)
            guard state.work.count > state.idleThreads, state.threads < maximumThreads else { return false }
            state.threads += 1
            return true
        }
        if needsThread { start() }
        available.signal()
    }

    private func start() {
        do {
            try Thread.start("dewar-blocking") { [self] in serve() }
        } catch {
            // Other threads take the work; without any, the loop's own thread must.
            let isAlone = state.withLock { state in
                state.threads -= 1
                return state.threads == 0
            }
            if isAlone, let work = state.withLock({ $0.work.popLast() }) { work() }
        }
    }

    private func serve() {
        while true {
            state.withLock { $0.idleThreads += 1 }
            available.wait()
            let work = state.withLock { state in
                state.idleThreads -= 1
                return state.work.isEmpty ? nil : state.work.removeFirst()
            }
            work?()
        }
    }
}
