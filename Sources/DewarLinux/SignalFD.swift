import CDewarLinux
import Glibc

/// Signals as something to read. While it lives, they are blocked in the thread that made it and in the threads
/// which that thread starts later; so make it before other threads.
package struct SignalFD: ~Copyable, Sendable {
    package static let terminate = SIGTERM
    package static let interrupt = SIGINT
    package static let hangUp = SIGHUP

    private let descriptor: Descriptor
    private let previous: sigset_t

    package init(_ signals: [Int32]) throws(SystemError) {
        var set = sigset_t()
        var previous = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, &previous)
        self.previous = previous
        descriptor = Descriptor(
            owning: try system("signalfd") { signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK)) })
    }

    deinit {
        var mask = previous
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    package var raw: Int32 { descriptor.raw }

    /// The next signal that came, nil if none did.
    package borrowing func next() -> Int32? {
        var information = signalfd_siginfo()
        let transfer = withUnsafeMutableBytes(of: &information) { descriptor.read(into: $0) }
        guard case .moved(let count) = transfer, count == MemoryLayout<signalfd_siginfo>.size else { return nil }
        return Int32(information.ssi_signo)
    }

    /// Writing to a socket that the peer has closed gives an error instead of ending the process.
    package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}
