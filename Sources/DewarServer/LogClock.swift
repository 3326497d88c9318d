import DewarHTTP
import DewarLinux

/// The time as the log shows it, made anew when it has changed.
final class LogClock {
    /// `2026-11-21T14:02:12.345Z`
    static let timestampBytes = 24

    private let timestamp = UnsafeMutablePointer<UInt8>.allocate(capacity: LogClock.timestampBytes)
    private var millisecond = Int.min
    private var second = Int.min
    private var local = ""

    deinit { timestamp.deallocate() }

    /// Writes the time in UTC, exact to a few milliseconds.
    func putTimestamp(_ pen: inout Pen) {
        let now = Clock.coarseWall / 1_000_000
        if now != millisecond { update(now) }
        pen.put(timestamp, count: LogClock.timestampBytes)
    }

    private func update(_ millisecond: Int) {
        self.millisecond = millisecond
        let fraction = millisecond % 1_000
        var pen = Pen(at: timestamp)
        for byte in Clock.utc(second: millisecond / 1_000).utf8 { pen.put(byte) }
        pen.put(".")
        for power in [100, 10, 1] { pen.put(UInt8(48 + fraction / power % 10)) }
        pen.put("Z")
    }

    /// `14:02:12`, where the machine is.
    func timeOfDay() -> String {
        let now = Clock.wall / 1_000_000_000
        if now != second {
            second = now
            local = Clock.timeOfDay
        }
        return local
    }
}
