internal import DewarLinux

/// What is to happen at a later time, in a loop that asks how long it may sleep.
struct Timers<Due> {
    private var all: [(time: Int, due: Due)] = []

    mutating func arm(_ due: Due, milliseconds: Int) {
        all.append((Clock.monotonic + milliseconds * 1_000_000, due))
    }

    /// Milliseconds until the next; nil if there is none.
    var milliseconds: Int? {
        all.map(\.time).min().map { max(0, ($0 - Clock.monotonic + 999_999) / 1_000_000) }
    }

    /// Those whose time has come, the earliest first.
    mutating func takeDue() -> [Due] {
        let now = Clock.monotonic
        let due = all.filter { $0.time <= now }.sorted { $0.time < $1.time }
        all.removeAll { $0.time <= now }
        return due.map(\.due)
    }
}
