internal import CDewarLinux
internal import Glibc

/// A lock between processes: a file that only one of them holds at a time. The kernel releases it when its holder ends.
package final class FileLock {
    private var descriptor: Int32

    /// Waits until the lock is free.
    package init(_ path: String) throws(SystemError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError("open", errno, on: path) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError("flock", errno, on: path) }
        }
    }

    deinit { release() }

    package func release() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }
}
