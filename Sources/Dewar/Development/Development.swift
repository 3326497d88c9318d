internal import DewarContract
internal import DewarHTTP
internal import DewarLinux
internal import DewarServer

/// What an app does only while it is developed under `dewar serve`: it gives the tool's connections to the tool.
struct Development: Sendable {
    /// The channel to the tool.
    let channel: Int32
    /// What a page must bring to the reload channel.
    let token: String

    /// Nil if this is not development.
    ///
    /// - Parameter variable: the value of an environment variable.
    init?(_ variable: (String) -> String?) {
        guard let channel = variable(Contract.channelDescriptor).flatMap({ Int32($0) }) else { return nil }
        self.channel = channel
        token = variable(Contract.reloadToken) ?? ""
    }

    /// Waits until the tool says that the program before this one has stopped accepting, so that no answer of the old one
    /// follows an answer of the new one. Connections wait in the kernel's queue meanwhile.
    func waitUntilAdmitted() {
        guard !Poll.readable([channel], milliseconds: Contract.admissionMilliseconds).isEmpty else { return }
        _ = try? DescriptorChannel.receive(from: channel)
    }

    /// Takes the connection of a request that is for the tool; nil for the app's own requests.
    func handOver(_ request: Request) -> HandOver? {
        guard request.target.begins(with: Contract.reservedPath) else { return nil }
        let channel = channel
        return { connection, bytes in
            let message = [Handover.connection.rawValue] + bytes.prefix(Handover.maximumBytes - 1)
            _ = message.withUnsafeBytes {
                DescriptorChannel.send($0, passing: connection.raw, over: channel)
            }
        }
    }
}
