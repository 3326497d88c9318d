internal import DewarContract
internal import DewarLinux
internal import DewarServer
import Synchronization

/// When a view traps, the connection of its request is given to the tool, which answers it with the crash page; where there
/// is no tool, the client gets a plain 500 before the program ends.
enum CrashHandOver {
    private struct Prepared {
        /// The channel to the tool; -1 without one.
        let channel: Int32
        let message: UnsafeMutableRawBufferPointer
        let answer: UnsafeMutableRawBufferPointer
    }

    /// The address of a `Prepared`, 0 at first. It is made once before the server starts; the signal handler writes into its
    /// memory when nothing else does.
    private static let prepared = Atomic<UInt>(0)

    /// Prepares everything that the signal handler needs, since it may allocate nothing.
    static func watch(channel: Int32?) {
        let text = Array(
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 22\r\nConnection: close\r\n\r\nInternal Server Error\n"
                .utf8)
        let answer = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 1)
        answer.copyBytes(from: text)
        let made = UnsafeMutablePointer<Prepared>.allocate(capacity: 1)
        made.initialize(
            to: Prepared(
                channel: channel ?? -1,
                message: .allocate(byteCount: Handover.maximumBytes, alignment: 1), answer: answer))
        prepared.store(UInt(bitPattern: made), ordering: .releasing)
        CrashSignals.install { CrashHandOver.handOver() }
    }

    /// Runs in the signal handler: no allocation, no lock.
    private static func handOver() {
        let address = prepared.load(ordering: .acquiring)
        guard let prepared = UnsafePointer<Prepared>(bitPattern: address)?.pointee else { return }
        RequestsInProgress.forEachOnThisThread { socket, bytes in
            guard prepared.channel >= 0 else {
                _ = Socket.send(
                    socket, prepared.answer.baseAddress!.assumingMemoryBound(to: UInt8.self),
                    count: prepared.answer.count)
                return
            }
            let count = min(bytes.count, Handover.maximumBytes - 1)
            prepared.message[0] = Handover.crashed.rawValue
            if let start = bytes.baseAddress, count > 0 {
                (prepared.message.baseAddress! + 1).copyMemory(from: start, byteCount: count)
            }
            let message = UnsafeRawBufferPointer(rebasing: prepared.message[..<(count + 1)])
            _ = DescriptorChannel.send(message, passing: socket, over: prepared.channel)
        }
    }
}
