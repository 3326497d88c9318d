/// Something due at a time. A timer knows its place in the heap, so that it can leave early.
class LoopTimer {
    /// In nanoseconds of the monotonic clock.
    @exclusivity(unchecked) fileprivate(set) var due = Int.max
    @exclusivity(unchecked) fileprivate var place = -1

    var isScheduled: Bool { place >= 0 }

    /// Called on the loop when the time has come; it is then out of the heap.
    func fire() {}
}

/// A timer that runs a closure.
final class ActionTimer: LoopTimer {
    private let action: () -> Void

    init(_ action: @escaping () -> Void) { self.action = action }

    override func fire() { action() }
}

/// A loop's timers, the next one first: a binary heap.
struct TimerHeap {
    private var timers: [LoopTimer] = []

    var next: Int { timers.first?.due ?? Int.max }

    mutating func schedule(_ timer: LoopTimer, at due: Int) {
        if timer.place >= 0 { remove(timer) }
        timer.due = due
        timer.place = timers.count
        timers.append(timer)
        rise(timer.place)
    }

    mutating func remove(_ timer: LoopTimer) {
        let place = timer.place
        guard place >= 0 else { return }
        let last = timers.count - 1
        if place != last { swap(place, last) }
        timers.removeLast()
        timer.place = -1
        if place < timers.count {
            sink(place)
            rise(place)
        }
    }

    /// Takes out the first timer if it is due.
    mutating func popDue(now: Int) -> LoopTimer? {
        guard let first = timers.first, first.due <= now else { return nil }
        remove(first)
        return first
    }

    private mutating func rise(_ from: Int) {
        var place = from
        while place > 0, timers[place].due < timers[(place - 1) / 2].due {
            swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink(_ from: Int) {
        var place = from
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < timers.count && timers[child].due < timers[least].due {
                least = child
            }
            if least == place { return }
            swap(place, least)
            place = least
        }
    }

    private mutating func swap(_ a: Int, _ b: Int) {
        timers.swapAt(a, b)
        timers[a].place = a
        timers[b].place = b
    }
}
