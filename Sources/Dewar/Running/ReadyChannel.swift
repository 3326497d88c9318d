internal import DewarContract
internal import DewarHTTP
internal import DewarLinux

/// The descriptor on which the tool, if one started the app, waits for a word of it.
enum ReadyChannel {
    static var isThere: Bool { descriptor != nil }

    /// Writes one line of JSON; does nothing if nobody waits.
    static func tell(_ message: AppMessage) {
        guard let descriptor, let line = try? JSON.encode(message, lineFeed: true) else { return }
        Console.write(line, to: descriptor)
    }

    private static let descriptor = Host.variable(Contract.readyDescriptor).flatMap { Int32($0) }
}
