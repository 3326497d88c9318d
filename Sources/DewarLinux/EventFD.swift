import CDewarLinux
import Glibc

/// A counter in the kernel by which one thread wakes another that waits in epoll.
package struct EventFD: ~Copyable, Sendable {
    private let descriptor: Descriptor

    package init() throws(SystemError) {
        descriptor = Descriptor(owning: try system("eventfd") { eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)) })
    }

    package var raw: Int32 { descriptor.raw }

    package borrowing func signal() {
        var one: UInt64 = 1
        _ = withUnsafeBytes(of: &one) { descriptor.write($0) }
    }

    /// Sets the counter back to zero.
    package borrowing func clear() {
        var count: UInt64 = 0
        _ = withUnsafeMutableBytes(of: &count) { descriptor.read(into: $0) }
    }
}
