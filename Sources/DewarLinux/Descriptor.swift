import Glibc

/// An open file descriptor with one owner: it is closed when its owner goes.
package struct Descriptor: ~Copyable, Sendable {
    /// The number, lent for the time the owner lives.
    package let raw: Int32

    package init(owning raw: Int32) { self.raw = raw }

    deinit { close(raw) }

    /// Gives the number away; whoever takes it closes it.
    package consuming func release() -> Int32 {
        let number = raw
        discard self
        return number
    }

    /// A second descriptor of the same open file, closed on exec.
    package borrowing func duplicate() throws(SystemError) -> Descriptor {
        let number = raw
        return Descriptor(owning: try system("fcntl") { fcntl(number, F_DUPFD_CLOEXEC, 0) })
    }

    package borrowing func setNonBlocking() throws(SystemError) {
        let number = raw
        let flags = try system("fcntl") { fcntl(number, F_GETFL) }
        try system("fcntl") { fcntl(number, F_SETFL, flags | O_NONBLOCK) }
    }

    package borrowing func read(into memory: UnsafeMutableRawBufferPointer) -> Transfer {
        let number = raw
        return Transfer.of { Glibc.read(number, memory.baseAddress, memory.count) }
    }

    package borrowing func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        let number = raw
        return Transfer.of { Glibc.write(number, bytes.baseAddress, bytes.count) }
    }
}
