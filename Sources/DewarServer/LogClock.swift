import DewarHTTP
import DewarLinux

/// The time as the log shows it, made anew when it has changed.
final class LogClock {
    /// `2026-11-21T14:02:12.345Z`
    static let timestampBytes = 24

    private let timestamp = UnsafeMutablePointer<UInt8>.allocate(capacity: LogClock.timestampBytes)
    /// By how much the clock on the wall is ahead of the monotonic one. That is asked for once a second, so that a line reads
    /// one clock, not two.
    @exclusivity(unchecked) private var lead = 0
    @exclusivity(unchecked) private var leadIsKnownUntil = Int.min
    @exclusivity(unchecked) private var millisecond = Int.min
    private var second = Int.min
    private var localSecond = Int.min
    private var local = ""

    deinit { timestamp.deallocate() }

    /// Writes the time in UTC that it is at a moment of the monotonic clock.
    func putTimestamp(_ pen: inout Pen, at monotonic: Int) {
        if monotonic >= leadIsKnownUntil {
            lead = Clock.wall - Clock.monotonic
            leadIsKnownUntil = monotonic + 1_000_000_000
        }
        let now = (monotonic &+ lead) / 1_000_000
        if now != millisecond { update(now) }
        // With a number of bytes that stands fast this is no call.
        pen.at.update(from: timestamp, count: LogClock.timestampBytes)
        pen.at += LogClock.timestampBytes
    }

    private func update(_ millisecond: Int) {
        self.millisecond = millisecond
        var pen = Pen(at: timestamp)
        if millisecond / 1_000 != second {
            second = millisecond / 1_000
            for byte in Clock.utc(second: second).utf8 { pen.put(byte) }
            pen.put(".000Z")
        }
        let fraction = millisecond % 1_000
        pen = Pen(at: timestamp + LogClock.timestampBytes - 4)
        for power in [100, 10, 1] { pen.put(UInt8(48 + fraction / power % 10)) }
    }

    /// `14:02:12`, where the machine is.
    func timeOfDay() -> String {
        let now = Clock.wall / 1_000_000_000
        if now != localSecond {
            localSecond = now
            local = Clock.timeOfDay
        }
        return local
    }
}
