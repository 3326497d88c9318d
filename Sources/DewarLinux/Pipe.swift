import CDewarLinux
import Glibc

/// Two ends of a pipe, both closed on exec.
package struct Pipe: ~Copyable {
    package let reading: Descriptor
    package let writing: Descriptor

    package init(nonBlocking: Bool = false) throws(SystemError) {
        var ends: (Int32, Int32) = (-1, -1)
        let flags = O_CLOEXEC | (nonBlocking ? O_NONBLOCK : 0)
        try system("pipe2") {
            withUnsafeMutableBytes(of: &ends) { pipe2($0.assumingMemoryBound(to: Int32.self).baseAddress, flags) }
        }
        reading = Descriptor(owning: ends.0)
        writing = Descriptor(owning: ends.1)
    }
}
