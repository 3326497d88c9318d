internal import CDewarLinux
internal import Glibc

/// Bytes from the kernel's generator of secrets.
///
/// The corresponding C function is `getrandom`.
package enum SecureRandom {
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = getrandom(buffer.baseAddress! + filled, count - filled, 0)
                // It fails only when a signal comes before the first byte.
                if got > 0 { filled += got } else { precondition(errno == EINTR, "getrandom: errno \(errno)") }
            }
        }
    }
}
