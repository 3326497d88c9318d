import Synchronization

/// A place where listeners are told of something that happened; they change nothing of it (Flask: signals).
///
/// ```swift
/// app.signals.requestFinished.connect { event in print(event.response.status) }
/// ```
/// Listeners may come and go while the app serves, so tests can watch one request.
public final class Signal<Event>: Sendable {
    private let listeners = Mutex<[Int: @Sendable (Event) -> Void]>([:])
    private let hasListeners = Atomic(false)

    package init() {}

    /// A listener that was connected; it can be taken away again.
    public struct Connection: Sendable {
        fileprivate let cancel: @Sendable () -> Void

        /// Takes the listener away.
        public func disconnect() { cancel() }
    }

    /// Calls `listener` for every event from now on, on the thread of the request.
    @discardableResult
    public func connect(_ listener: @escaping @Sendable (Event) -> Void) -> Connection {
        let number = listeners.withLock { listeners in
            let number = (listeners.keys.max() ?? 0) + 1
            listeners[number] = listener
            hasListeners.store(true, ordering: .releasing)
            return number
        }
        return Connection { self.disconnect(number) }
    }

    private func disconnect(_ number: Int) {
        listeners.withLock { listeners in
            listeners[number] = nil
            hasListeners.store(!listeners.isEmpty, ordering: .releasing)
        }
    }

    /// Tells everybody; the event is only made if somebody listens.
    @inline(__always)
    package func send(_ event: @autoclosure () -> Event) {
        guard hasListeners.load(ordering: .acquiring) else { return }
        let event = event()
        let now = listeners.withLock { listeners in listeners.sorted { $0.key < $1.key }.map(\.value) }
        for listener in now { listener(event) }
    }
}
