import CDewarLinux
import Glibc

/// Stream sockets: listening, accepting, connecting. All are non-blocking and closed on exec.
package enum Socket {
    /// A connection that came, none waiting, or why not (`EMFILE`).
    package enum Accepted: ~Copyable {
        case connection(Descriptor, from: SocketAddress)
        case none
        case failed(Int32)
    }

    /// Binds and listens. A Unix socket's file that nobody listens on any more is replaced.
    package static func listen(on address: SocketAddress, backlog: Int32 = 4096) throws(SystemError) -> Descriptor {
        let socket = try make(address.family)
        let raw = socket.raw
        switch address {
        case .unix(let path): removeStale(path, address)
        case .ip6: set(raw, Int32(IPPROTO_IPV6), IPV6_V6ONLY)
        case .ip4, .unnamed: break
        }
        set(raw, SOL_SOCKET, SO_REUSEADDR)
        try address.withKernelForm { (form, length) throws(SystemError) in
            _ = try system("bind", on: address.description) { bind(raw, form, length) }
        }
        try system("listen", on: address.description) { Glibc.listen(raw, backlog) }
        return socket
    }

    /// Connects and waits for it; the socket stays blocking.
    package static func connect(to address: SocketAddress) throws(SystemError) -> Descriptor {
        let family = address.family
        let connection = Descriptor(
            owning: try system("socket") { socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0) })
        let raw = connection.raw
        try address.withKernelForm { (form, length) throws(SystemError) in
            _ = try system("connect", on: address.description) { Glibc.connect(raw, form, length) }
        }
        return connection
    }

    package static func accept(_ listener: Int32) -> Accepted {
        var storage = sockaddr_storage()
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        while true {
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            storage.ss_family = 0
            let number = withUnsafeMutablePointer(to: &storage) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { accept4(listener, $0, &length, flags) }
            }
            if number >= 0 { return .connection(Descriptor(owning: number), from: SocketAddress(&storage)) }
            switch errno {
            case EAGAIN: return .none
            case EINTR, ECONNABORTED: continue
            case let code: return .failed(code)
            }
        }
    }

    /// Sends small pieces at once; without effect on Unix sockets.
    package static func setNoDelay(_ socket: Int32) { set(socket, Int32(IPPROTO_TCP), TCP_NODELAY) }

    /// The address a socket is bound to.
    package static func localAddress(of socket: Int32) throws(SystemError) -> SocketAddress {
        try address(of: socket, "getsockname", getsockname)
    }

    /// The address a socket is connected to.
    package static func peerAddress(of socket: Int32) throws(SystemError) -> SocketAddress {
        try address(of: socket, "getpeername", getpeername)
    }

    /// Says that nothing more will be sent; reading goes on.
    package static func stopSending(_ socket: Int32) { shutdown(socket, Int32(SHUT_WR)) }

    /// Closing it will reset the connection, and drop what was not sent.
    package static func setResetOnClose(_ socket: Int32) {
        var value = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    package static func read(_ socket: Int32, into memory: UnsafeMutablePointer<UInt8>, count: Int) -> Transfer {
        Transfer.of { dewar_receive(socket, memory, count) }
    }

    /// - Parameter more: more follows at once, so that the kernel may wait for it and fill a packet.
    package static func send(
        _ socket: Int32, _ memory: UnsafePointer<UInt8>, count: Int, more: Bool = false
    ) -> Transfer {
        let flags = MSG_NOSIGNAL | (more ? MSG_MORE : 0)
        return Transfer.of { dewar_send(socket, memory, count, Int32(flags)) }
    }

    /// Sends a part of a file without passing it through the process. `.moved(0)`: the file has become shorter.
    package static func send(_ socket: Int32, file: Int32, from offset: Int, count: Int) -> Transfer {
        var place = off_t(offset)
        return Transfer.of { sendfile(socket, file, &place, count) }
    }

    private static func make(_ family: Int32) throws(SystemError) -> Descriptor {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        return Descriptor(owning: try system("socket") { socket(family, type, 0) })
    }

    private static func set(_ socket: Int32, _ level: Int32, _ option: Int32) {
        var one: Int32 = 1
        setsockopt(socket, level, option, &one, 4)
    }

    private static func removeStale(_ path: String, _ address: SocketAddress) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return }
        do {
            _ = try connect(to: address)
        } catch {
            if error.code == ECONNREFUSED { unlink(path) }
        }
    }

    private static func address(
        of socket: Int32, _ call: StaticString,
        _ query: (Int32, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) -> Int32
    ) throws(SystemError) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        try system(call) {
            withUnsafeMutablePointer(to: &storage) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { query(socket, $0, &length) }
            }
        }
        return SocketAddress(&storage)
    }
}
