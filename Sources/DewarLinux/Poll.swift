internal import CDewarLinux
internal import Glibc

/// Waiting for any of a few descriptors, and reading and writing them. For many, there is epoll.
package enum Poll {
    /// The descriptors that can be read or have come to their end.
    ///
    /// - Parameter milliseconds: how long to wait at most; nil is for ever.
    package static func readable(_ descriptors: [Int32], milliseconds: Int? = nil) -> [Int32] {
        ready(descriptors.map { ($0, Int16(POLLIN)) }, milliseconds: milliseconds)
    }

    package static func ready(reading: [Int32], writing: [Int32], milliseconds: Int?) -> (
        reading: [Int32], writing: [Int32]
    ) {
        var all = reading.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        all += writing.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
        guard poll(&all, nfds_t(all.count), Int32(milliseconds ?? -1)) > 0 else { return ([], []) }
        return (
            all[..<reading.count].filter { $0.revents != 0 }.map(\.fd),
            all[reading.count...].filter { $0.revents != 0 }.map(\.fd)
        )
    }

    private static func ready(_ wanted: [(Int32, Int16)], milliseconds: Int?) -> [Int32] {
        var all = wanted.map { pollfd(fd: $0.0, events: $0.1, revents: 0) }
        guard poll(&all, nfds_t(all.count), Int32(milliseconds ?? -1)) > 0 else { return [] }
        return all.filter { $0.revents != 0 }.map(\.fd)
    }

    /// What is there to be read, empty at the end, nil if it would block or the other side broke off.
    package static func read(_ descriptor: Int32, upTo count: Int = 65_536) -> [UInt8]? {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat { got = Glibc.read(descriptor, buffer.baseAddress, count) } while got < 0 && errno == EINTR
            filled = max(got, 0)
        }
        return got < 0 ? nil : bytes
    }

    /// Writes as much as goes now; returns what is left, nil if the other side has gone.
    package static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            let written =
                count < 0 && errno == ENOTSOCK
                ? rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } : count
            if written < 0, errno == EINTR { continue }
            if written < 0 { return errno == EAGAIN ? rest : nil }
            rest = rest.dropFirst(written)
        }
        return rest
    }

    package static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    /// A second descriptor of the same open file, closed on exec.
    package static func duplicate(_ descriptor: Int32) throws(SystemError) -> Int32 {
        try system("fcntl") { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
    }
}
