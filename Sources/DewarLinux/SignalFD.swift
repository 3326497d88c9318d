import CDewarLinux
import Glibc
import Synchronization

/// Signals as something to read, by the thread that made it. While it lives, they are blocked in that thread and in those
/// that it starts later. Every other thread hands them over, such as the main thread of a program that has awaited
/// something: libdispatch leaves it behind with all signals let through.
package struct SignalFD: ~Copyable, Sendable {
    package static let terminate = SIGTERM
    package static let interrupt = SIGINT
    package static let hangUp = SIGHUP

    private let descriptor: Descriptor
    private let previous: sigset_t
    /// Those that other threads hand over.
    private let handedOver: [(number: Int32, wasIgnored: Bool)]

    /// The kernel's number of the thread that reads; signal handlers look it up.
    private static let reader = Atomic<Int32>(0)

    package init(_ signals: [Int32]) throws(SystemError) {
        var set = sigset_t()
        var previous = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, &previous)
        self.previous = previous
        descriptor = Descriptor(
            owning: try system("signalfd") { signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK)) })
        handedOver = signals.compactMap(SignalFD.handOver)
    }

    /// Has other threads hand a signal over to this one, unless the program handles it already.
    private static func handOver(_ number: Int32) -> (number: Int32, wasIgnored: Bool)? {
        var before = sigaction()
        sigaction(number, nil, &before)
        let handler = unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
        let (byDefault, ignored) = (unsafeBitCast(SIG_DFL, to: Int.self), unsafeBitCast(SIG_IGN, to: Int.self))
        guard handler == byDefault || handler == ignored else { return nil }
        reader.store(dewar_thread(), ordering: .releasing)
        var new = sigaction()
        new.__sigaction_handler.sa_handler = { number in
            dewar_signal_thread(SignalFD.reader.load(ordering: .acquiring), number)
        }
        new.sa_flags = Int32(SA_RESTART)
        sigaction(number, &new, nil)
        return (number, handler == ignored)
    }

    deinit {
        for (number, wasIgnored) in handedOver { signal(number, wasIgnored ? SIG_IGN : SIG_DFL) }
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
