internal import Glibc
internal import Synchronization

/// The signals that end a program which went wrong: a trap, a wild pointer, abort.
package enum CrashSignals {
    private static let numbers = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]
    /// Signal numbers are small.
    private static let places = 32

    private struct Kept {
        let previous: UnsafeMutablePointer<sigaction>
        let action: UnsafeMutablePointer<(@convention(c) () -> Void)?>
    }

    // Unsafe: written once by `install`, before any crash; afterwards only read, by signal handlers too.
    private nonisolated(unsafe) static let kept: Kept = {
        let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: places)
        previous.initialize(repeating: sigaction(), count: places)
        let action = UnsafeMutablePointer<(@convention(c) () -> Void)?>.allocate(capacity: 1)
        action.initialize(to: nil)
        return Kept(previous: previous, action: action)
    }()

    /// Calls `action` once when the program crashes, on the thread that did; then the handlers that were there before have
    /// their way, Swift's backtrace among them. The action may call only what is safe in a signal handler (signal-safety(7)).
    package static func install(_ action: @escaping @convention(c) () -> Void) {
        kept.action.pointee = action
        for number in numbers {
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { number in
                CrashSignals.happened(number)
            }
            new.sa_flags = Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_NODEFER))
            sigaction(number, &new, kept.previous + Int(number))
        }
    }

    private static func happened(_ number: Int32) {
        let action = kept.action.pointee
        kept.action.pointee = nil
        for number in numbers { sigaction(number, kept.previous + Int(number), nil) }
        action?()
        // A faulting instruction runs again on return; the others do not, so the signal is sent again.
        if number == SIGTRAP || number == SIGABRT { raise(number) }
    }
}
