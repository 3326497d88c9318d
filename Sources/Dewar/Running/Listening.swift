internal import DewarContract
internal import DewarLinux
internal import DewarServer

/// Where an app listens: sockets it was given, or one of its own.
enum Listening {
    /// A host that is neither an address nor `localhost`.
    struct UnknownHost: Error {
        var host: String
    }

    /// The inherited sockets, as systemd counts them from descriptor 3, else the address of the arguments.
    static func listeners(_ arguments: RunArguments) throws -> [ServerOptions.Listener] {
        if let count = Host.variable(Contract.listenDescriptors).flatMap({ Int32($0) }), count > 0 {
            return (3..<3 + count).map { .inherited($0) }
        }
        let host = arguments.host == "localhost" ? "127.0.0.1" : arguments.host
        guard let address = SocketAddress(host: host, port: UInt16(arguments.port)) else {
            throw UnknownHost(host: arguments.host)
        }
        return [.address(address)]
    }

    /// What the terminal shows when the app serves.
    static func greeting(_ addresses: [SocketAddress]) -> String {
        addresses.map { "  http://\($0)          Ctrl-C stops it" }.joined(separator: "\n")
    }
}
