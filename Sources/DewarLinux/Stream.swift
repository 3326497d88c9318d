internal import Glibc

/// Writing to a descriptor that may make the caller wait.
package enum Stream {
    /// Writes all of it. What a closed pipe cannot take is dropped.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch rest.withUnsafeBytes({ part in Transfer.of { Glibc.write(descriptor, part.baseAddress, part.count) }
            })
            {
            case .moved(let count): rest = rest.dropFirst(count)
            case .wouldBlock:
                var wish = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wish, 1, -1)
            case .failed: return
            }
        }
    }
}
