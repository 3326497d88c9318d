import DewarHTTP
import DewarLinux

/// The time as the log shows it, made anew once a second.
final class LogClock {
    private var second = Int.min
    private var prefix = ""
    private var local = ""

    /// `2026-11-21T14:02:12.345Z`
    func timestamp() -> String {
        let now = Clock.wall
        update(now / 1_000_000_000)
        let milliseconds = String(now / 1_000_000 % 1_000)
        return prefix + String(repeating: "0", count: 3 - milliseconds.utf8.count) + milliseconds + "Z"
    }

    /// `14:02:12`, where the machine is.
    func timeOfDay() -> String {
        update(Clock.wall / 1_000_000_000)
        return local
    }

    private func update(_ second: Int) {
        guard second != self.second else { return }
        self.second = second
        prefix = Clock.utc(second: second) + "."
        local = Clock.timeOfDay
    }
}
