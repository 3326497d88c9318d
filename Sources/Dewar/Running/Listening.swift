internal import DewarContract
internal import DewarLinux
internal import DewarServer

/// Where an app listens: sockets it was given, or one of its own.
enum Listening {
    /// A host that is neither an address, nor `localhost`, nor a Unix socket.
    struct UnknownHost: Error {
        var host: String
    }

    /// The inherited sockets, as systemd counts them from descriptor 3, else the addresses of the arguments.
    static func listeners(_ arguments: RunArguments) throws -> [ServerOptions.Listener] {
        if let count = Host.variable(Contract.listenDescriptors).flatMap({ Int32($0) }), count > 0 {
            return (3..<3 + count).map { .inherited($0) }
        }
        return try arguments.host.split(separator: ",").flatMap { host in
            host == "localhost" && arguments.port == 0
                ? try localhostOnAnyPort() : try addresses(String(host), arguments.port).map { .address($0) }
        }
    }

    /// Both loopback addresses on one port that the kernel chooses; where another program has it on ::1, another one.
    private static func localhostOnAnyPort() throws -> [ServerOptions.Listener] {
        let attempts = 10
        for attempt in 1...attempts {
            let four = try Socket.listen(on: .ip4(host: "127.0.0.1", port: 0))
            guard let port = try Socket.localAddress(of: four.raw).port else { break }
            do {
                let six = try Socket.listen(on: .ip6(host: "::1", port: port))
                return [.inherited(four.release()), .inherited(six.release())]
            } catch  where error.isInUse && attempt < attempts {
                continue
            } catch {
                return [.inherited(four.release())]
            }
        }
        return []
    }

    /// `localhost` is both loopback addresses, where the machine has both; a browser may try either.
    private static func addresses(_ host: String, _ port: Int) throws -> [SocketAddress] {
        if host.hasPrefix("unix:") { return [.unix(path: String(host.dropFirst(5)))] }
        if host == "localhost" {
            let four = SocketAddress.ip4(host: "127.0.0.1", port: UInt16(port))
            let six = SocketAddress.ip6(host: "::1", port: UInt16(port))
            let hasSix = (try? Socket.listen(on: .ip6(host: "::1", port: 0))) != nil
            return hasSix ? [four, six] : [four]
        }
        guard let address = SocketAddress(host: host, port: UInt16(port)) else { throw UnknownHost(host: host) }
        return [address]
    }

    /// What the terminal shows when the app serves.
    static func greeting(_ addresses: [SocketAddress]) -> String {
        addresses.map { "  \($0.port == nil ? "" : "http://")\($0)          Ctrl-C stops it" }.joined(separator: "\n")
    }
}
