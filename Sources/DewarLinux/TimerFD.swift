import CDewarLinux
import Glibc

/// A timer as something to wait for in epoll.
package struct TimerFD: ~Copyable {
    private let descriptor: Descriptor

    package init() throws(SystemError) {
        let flags = Int32(TFD_CLOEXEC | TFD_NONBLOCK)
        descriptor = Descriptor(owning: try system("timerfd_create") { timerfd_create(CLOCK_MONOTONIC, flags) })
    }

    package var raw: Int32 { descriptor.raw }

    /// Goes off once, after this time; zero stops it.
    package borrowing func set(nanoseconds: Int) throws(SystemError) {
        var when = itimerspec()
        when.it_value = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        let own = descriptor.raw
        try system("timerfd_settime") { timerfd_settime(own, 0, &when, nil) }
    }

    /// Whether it has gone off since the last look.
    package borrowing func hasGoneOff() -> Bool {
        var count: UInt64 = 0
        return withUnsafeMutableBytes(of: &count) { descriptor.read(into: $0) } == .moved(8)
    }
}
