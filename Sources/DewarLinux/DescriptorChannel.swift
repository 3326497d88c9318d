import CDewarLinux
import Glibc

/// A pair of Unix sockets for messages that can carry descriptors to another process (SCM_RIGHTS).
/// Each message arrives whole or not at all.
package enum DescriptorChannel {
    /// The longest message that `receive` takes.
    package static let maximumMessageBytes = 256 * 1024
    /// The most descriptors a message can carry.
    package static let maximumDescriptors = 8

    /// One message.
    package struct Message: ~Copyable {
        package let bytes: [UInt8]
        package var descriptors: [Int32]

        deinit { for number in descriptors { close(number) } }

        /// Gives away the first descriptor, if one came.
        package mutating func takeDescriptor() -> Descriptor? {
            descriptors.isEmpty ? nil : Descriptor(owning: descriptors.removeFirst())
        }
    }

    package enum Received: ~Copyable {
        case message(Message)
        case wouldBlock
        /// The other side has closed its end.
        case ended
    }

    /// Two connected ends, both closed on exec.
    package struct Pair: ~Copyable {
        package let near: Descriptor
        package let far: Descriptor
    }

    package static func pair() throws(SystemError) -> Pair {
        var ends: (Int32, Int32) = (-1, -1)
        let type = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
        try system("socketpair") {
            withUnsafeMutableBytes(of: &ends) {
                socketpair(AF_UNIX, type, 0, $0.assumingMemoryBound(to: Int32.self).baseAddress!)
            }
        }
        return Pair(near: Descriptor(owning: ends.0), far: Descriptor(owning: ends.1))
    }

    /// Sends a message with at most one descriptor. It allocates nothing and takes no lock, so that a signal handler
    /// may call it.
    /// - Returns: the error's code, 0 when it was sent.
    package static func send(_ bytes: UnsafeRawBufferPointer, passing descriptor: Int32?, over socket: Int32) -> Int32 {
        var part = iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
        var control: (UInt64, UInt64, UInt64) = (0, 0, 0)
        return withUnsafeMutablePointer(to: &part) { part in
            withUnsafeMutableBytes(of: &control) { control in
                var header = msghdr()
                header.msg_iov = part
                header.msg_iovlen = 1
                if let descriptor {
                    // CMSG_LEN(4) is a header of 16 bytes and the number; CMSG_SPACE(4) rounds up to 24.
                    control.storeBytes(of: 20, toByteOffset: 0, as: Int.self)
                    control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
                    control.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: 12, as: Int32.self)
                    control.storeBytes(of: descriptor, toByteOffset: 16, as: Int32.self)
                    header.msg_control = control.baseAddress
                    header.msg_controllen = 24
                }
                while true {
                    if sendmsg(socket, &header, Int32(MSG_NOSIGNAL)) >= 0 { return 0 }
                    if errno != EINTR { return errno }
                }
            }
        }
    }

    /// Takes the next message. Waits for it unless the socket is non-blocking.
    package static func receive(from socket: Int32) throws(SystemError) -> Received {
        var numbers: [Int32] = []
        var outcome = Transfer.moved(0)
        let bytes = [UInt8](unsafeUninitializedCapacity: maximumMessageBytes) { memory, count in
            withUnsafeTemporaryAllocation(byteCount: 16 + 4 * maximumDescriptors, alignment: 8) { control in
                var part = iovec(iov_base: memory.baseAddress, iov_len: memory.count)
                withUnsafeMutablePointer(to: &part) { part in
                    var header = msghdr()
                    header.msg_iov = part
                    header.msg_iovlen = 1
                    header.msg_control = control.baseAddress
                    header.msg_controllen = control.count
                    outcome = Transfer.of { recvmsg(socket, &header, Int32(MSG_CMSG_CLOEXEC)) }
                    if header.msg_controllen >= 20 { numbers = descriptors(in: UnsafeRawBufferPointer(control)) }
                }
            }
            if case .moved(let moved) = outcome { count = moved }
        }
        switch outcome {
        case .moved(0) where numbers.isEmpty: return .ended
        case .moved: return .message(Message(bytes: bytes, descriptors: numbers))
        case .wouldBlock: return .wouldBlock
        case .failed(let code): throw SystemError("recvmsg", code)
        }
    }

    private static func descriptors(in control: UnsafeRawBufferPointer) -> [Int32] {
        let length = control.load(as: Int.self)
        guard control.load(fromByteOffset: 8, as: Int32.self) == SOL_SOCKET else { return [] }
        return stride(from: 16, to: min(length, control.count), by: 4).map {
            control.load(fromByteOffset: $0, as: Int32.self)
        }
    }
}
