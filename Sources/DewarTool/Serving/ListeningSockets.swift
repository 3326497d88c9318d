internal import DewarLinux

/// The sockets on which the app is reached. They belong to the tool and outlive every app.
struct ListeningSockets: Sendable {
    /// For 127.0.0.1, and for ::1 if the machine has it.
    var descriptors: [Int32]
    /// As a browser is told: `localhost`, `127.0.0.1`.
    var host: String
    var port: Int
    /// Why it is not port 8000, where none was asked for.
    var passedOver: ListenFault?

    var address: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// Opens the port on both loopback addresses, or on the one named.
    ///
    /// - Parameters:
    ///   - host: an address; nil or `localhost` are both loopback addresses.
    ///   - port: exactly this one; nil is the first free one from 8000.
    static func open(host: String?, port: Int?) throws(ListenFault) -> ListeningSockets {
        let hosts = host == nil || host == "localhost" ? ["127.0.0.1", "::1"] : [host!]
        let shown = host ?? "127.0.0.1"
        if let port { return try open(hosts, shown, port) }
        var passedOver: ListenFault?
        for port in usualPorts {
            do {
                var sockets = try open(hosts, shown, port)
                sockets.passedOver = passedOver
                return sockets
            } catch {
                guard case .inUse = error else { throw error }
                if passedOver == nil { passedOver = error }
            }
        }
        throw .noneFree(usualPorts)
    }

    /// The same sockets for another owner.
    func duplicates() throws(SystemError) -> [Int32] {
        var numbers: [Int32] = []
        for descriptor in descriptors { numbers.append(try Poll.duplicate(descriptor)) }
        return numbers
    }

    func close() {
        for descriptor in descriptors { Poll.close(descriptor) }
    }

    private static let usualPorts = 8000...8099

    private static func open(_ hosts: [String], _ shown: String, _ port: Int) throws(ListenFault) -> ListeningSockets {
        var descriptors: [Int32] = []
        var actual = port
        for host in hosts {
            guard let address = SocketAddress(host: host, port: UInt16(actual)) else { throw .noAddress(host) }
            do {
                let socket = try Socket.listen(on: address)
                if actual == 0 { actual = Int((try? Socket.localAddress(of: socket.raw))?.port ?? 0) }
                descriptors.append(socket.release())
            } catch {
                if error.isMissingAddress, !descriptors.isEmpty { continue }
                for descriptor in descriptors { Poll.close(descriptor) }
                if error.isInUse { throw .inUse(host: host, port: port, by: PortHolder.find(port: port)) }
                throw .system(host: host, port: port, error.reason)
            }
        }
        return ListeningSockets(descriptors: descriptors, host: shown, port: actual)
    }
}

/// Why the tool cannot listen.
enum ListenFault: Error, Hashable {
    case inUse(host: String, port: Int, by: PortHolder?)
    case noneFree(ClosedRange<Int>)
    /// No address in numbers, and not `localhost`.
    case noAddress(String)
    case system(host: String, port: Int, String)
}
