import Glibc

/// The kernel's clocks, in nanoseconds.
package enum Clock {
    /// Runs on steadily from some start.
    package static var monotonic: Int { read(CLOCK_MONOTONIC) }
    /// Since 1970 in UTC, exact to a few milliseconds, at a few nanoseconds' cost.
    package static var coarseWall: Int { read(CLOCK_REALTIME_COARSE) }
    /// Since 1970 in UTC.
    package static var wall: Int { read(CLOCK_REALTIME) }

    private static func read(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
    }
}
