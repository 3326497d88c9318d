package import DewarHTTP
import DewarLinux
import Synchronization

/// Notices views that keep their loop busy: while one computes, nobody else on that loop is answered. It sleeps while none does.
final class Watchdog: Sendable {
    private struct Busy {
        let request: Request
        let since: Int
        var isTold = false
    }

    private static let intervalMilliseconds = 100

    private let milliseconds: Int
    private let tell: @Sendable (SlowView) -> Void
    /// One place for each loop.
    private let loops: [Place]
    /// Whether it waits to be woken, and by what.
    private let sleeps = Atomic(false)
    private let alarm: EventFD

    private final class Place: Sendable {
        let busy = Mutex<Busy?>(nil)

        var isIdle: Bool { busy.withLock { $0 == nil } }
    }

    init(loops: Int, milliseconds: Int, _ tell: @escaping @Sendable (SlowView) -> Void) throws(SystemError) {
        alarm = try EventFD()
        self.milliseconds = milliseconds
        self.tell = tell
        self.loops = (0..<loops).map { _ in Place() }
    }

    func began(_ request: Request, loop: Int) {
        loops[loop].busy.withLock { $0 = Busy(request: request, since: Clock.monotonic) }
        wake()
    }

    func returned(loop: Int) { loops[loop].busy.withLock { $0 = nil } }

    /// Wakes it where it sleeps: something is to be watched, or all is over.
    func wake() {
        guard sleeps.load(ordering: .sequentiallyConsistent) else { return }
        if sleeps.exchange(false, ordering: .sequentiallyConsistent) { alarm.signal() }
    }

    /// Looks at every loop now and then, as long as something computes, until `isOver` says so.
    func watch(until isOver: @escaping @Sendable () -> Bool) throws(SystemError) {
        try Thread.start("dewar-watchdog") { [self] in
            while !isOver() {
                if loops.allSatisfy(\.isIdle) { sleep(unless: isOver) }
                Thread.sleep(milliseconds: Watchdog.intervalMilliseconds)
                for place in loops { look(place) }
            }
        }
    }

    private func sleep(unless isOver: () -> Bool) {
        sleeps.store(true, ordering: .sequentiallyConsistent)
        // What began before anybody could see that it sleeps wakes nobody.
        if isOver() || !loops.allSatisfy(\.isIdle) { return sleeps.store(false, ordering: .sequentiallyConsistent) }
        _ = Poll.readable([alarm.raw])
        alarm.clear()
    }

    private func look(_ place: Place) {
        let slow: SlowView? = place.busy.withLock { busy in
            guard let current = busy, !current.isTold else { return nil }
            let elapsed = (Clock.monotonic - current.since) / 1_000_000
            guard elapsed >= milliseconds else { return nil }
            busy?.isTold = true
            return SlowView(request: current.request, milliseconds: elapsed)
        }
        if let slow { tell(slow) }
    }
}

/// A view that has been computing for long without returning or suspending.
package struct SlowView: Sendable {
    package let request: Request
    package let milliseconds: Int
}
