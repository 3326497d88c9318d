import Glibc

/// Where a socket listens or comes from, in numbers.
package enum SocketAddress: Hashable, Sendable, CustomStringConvertible {
    case ip4(host: String, port: UInt16)
    case ip6(host: String, port: UInt16)
    case unix(path: String)
    /// A peer without a name, as those of Unix sockets mostly are.
    case unnamed

    /// Reads `127.0.0.1`, `::1`, `*` (every IPv4 address); nil if it is no address.
    package init?(host: String, port: UInt16) {
        var four = in_addr()
        var six = in6_addr()
        if host == "*" {
            self = .ip4(host: "0.0.0.0", port: port)
        } else if inet_pton(AF_INET, host, &four) == 1 {
            self = .ip4(host: host, port: port)
        } else if inet_pton(AF_INET6, host, &six) == 1 {
            self = .ip6(host: host, port: port)
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .ip4(let host, let port): "\(host):\(port)"
        case .ip6(let host, let port): "[\(host)]:\(port)"
        case .unix(let path): "unix:\(path)"
        case .unnamed: "unnamed"
        }
    }

    /// The address without the port; empty for a Unix socket.
    package var host: String {
        switch self {
        case .ip4(let host, _), .ip6(let host, _): host
        case .unix, .unnamed: ""
        }
    }

    package var port: UInt16? {
        switch self {
        case .ip4(_, let port), .ip6(_, let port): port
        case .unix, .unnamed: nil
        }
    }

    var family: Int32 {
        switch self {
        case .ip4: AF_INET
        case .ip6: AF_INET6
        case .unix, .unnamed: AF_UNIX
        }
    }

    /// Lends the address in the kernel's form.
    func withKernelForm<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(SystemError) -> Result
    ) throws(SystemError) -> Result {
        var storage = sockaddr_storage()
        let length: Int
        switch self {
        case .ip4(let host, let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            inet_pton(AF_INET, host, &address.sin_addr)
            length = SocketAddress.copy(&address, into: &storage)
        case .ip6(let host, let port):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            inet_pton(AF_INET6, host, &address.sin6_addr)
            length = SocketAddress.copy(&address, into: &storage)
        case .unix(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let room = MemoryLayout.size(ofValue: address.sun_path)
            guard path.utf8.count < room else { throw SystemError("bind", ENAMETOOLONG, on: path) }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            length = SocketAddress.copy(&address, into: &storage)
        case .unnamed:
            throw SystemError("bind", EINVAL, on: description)
        }
        return try withUnsafeMutablePointer(to: &storage) { (storage) throws(SystemError) -> Result in
            try body(UnsafeRawPointer(storage).assumingMemoryBound(to: sockaddr.self), socklen_t(length))
        }
    }

    /// Reads the kernel's form.
    init(_ storage: inout sockaddr_storage) {
        let room = Int(INET6_ADDRSTRLEN)
        switch Int32(storage.ss_family) {
        case AF_INET:
            self = withUnsafeBytes(of: &storage) { bytes in
                var address = bytes.load(as: sockaddr_in.self)
                let host = withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { text in
                    String(cString: inet_ntop(AF_INET, &address.sin_addr, text.baseAddress!, socklen_t(room)))
                }
                return .ip4(host: host, port: UInt16(bigEndian: address.sin_port))
            }
        case AF_INET6:
            self = withUnsafeBytes(of: &storage) { bytes in
                var address = bytes.load(as: sockaddr_in6.self)
                let host = withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { text in
                    String(cString: inet_ntop(AF_INET6, &address.sin6_addr, text.baseAddress!, socklen_t(room)))
                }
                return .ip6(host: host, port: UInt16(bigEndian: address.sin6_port))
            }
        case AF_UNIX:
            let path = withUnsafeBytes(of: &storage) { bytes in
                String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
            }
            self = path.isEmpty ? .unnamed : .unix(path: path)
        default:
            self = .unnamed
        }
    }

    private static func copy<Form>(_ form: inout Form, into storage: inout sockaddr_storage) -> Int {
        withUnsafeMutableBytes(of: &storage) { target in
            withUnsafeBytes(of: &form) { target.copyMemory(from: $0) }
        }
        return MemoryLayout<Form>.size
    }
}
