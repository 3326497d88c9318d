import DewarHTTP
import DewarLinux

/// The time as the log shows it, made anew once a second.
final class LogClock {
    private var second = Int.min
    private var prefix = ""
    private var local = ""

    /// `2026-11-21T14:02:12.345Z`, exact to a few milliseconds.
    func appendTimestamp(to buffer: OutputBuffer) {
        let now = Clock.coarseWall
        update(now / 1_000_000_000)
        buffer.append(prefix)
        let milliseconds = now / 1_000_000 % 1_000
        for power in [100, 10, 1] { buffer.append(UInt8(48 + milliseconds / power % 10)) }
        buffer.append(UInt8(ascii: "Z"))
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
