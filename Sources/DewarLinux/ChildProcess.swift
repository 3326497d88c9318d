internal import CDewarLinux
internal import Glibc
internal import Synchronization

/// A program that this process started. The kernel ends it when the thread that started it ends, so start it from one
/// that lives as long as the process does.
package final class ChildProcess: Sendable {
    /// How a program ended.
    package enum Exit: Sendable, Hashable {
        case code(Int32)
        case signal(Int32)
    }

    package let pid: Int32
    /// Readable once the program has ended (pidfd_open).
    package let exitDescriptor: Int32
    private let ownGroup: Bool
    private let exit = Mutex<Exit?>(nil)

    /// - Parameters:
    ///   - descriptors: what becomes its descriptors 0, 1, 2, …; -1 is /dev/null. No other is open to it.
    ///   - ownGroup: whether it leads a process group of its own, so that a terminal's Ctrl-C does not reach it.
    ///   - signalAtEnd: what the kernel sends it when this process, or the thread that started it, has ended.
    package init(
        _ executable: String, _ arguments: [String], environment: [String: String], directory: String? = nil,
        descriptors: [Int32] = [-1, 1, 2], ownGroup: Bool = true,
        signalAtEnd: Int32 = ChildProcess.kill
    ) throws(SystemError) {
        let pid = withCStrings([executable] + arguments) { argv in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
                dewar_spawn(
                    executable, argv, envp, directory, descriptors, Int32(descriptors.count), ownGroup ? 1 : 0,
                    signalAtEnd)
            }
        }
        guard pid > 0 else { throw SystemError("execve", -pid, on: executable) }
        self.pid = pid
        self.ownGroup = ownGroup
        exitDescriptor = dewar_pidfd_open(pid, 0)
        guard exitDescriptor >= 0 else { throw SystemError("pidfd_open", errno, on: executable) }
    }

    deinit { close(exitDescriptor) }

    /// Sends a signal to it, or to its whole group if it leads one. Nothing happens when it has been waited for.
    package func send(_ signal: Int32) {
        exit.withLock { exit in
            if exit == nil { _ = Glibc.kill(ownGroup ? -pid : pid, signal) }
        }
    }

    /// The signal of Ctrl-C.
    package static let interrupt = SIGINT
    package static let kill = SIGKILL

    /// Asks it to end: SIGTERM.
    package func terminate() { send(SIGTERM) }

    /// Ends what is left of its group, also when the program itself has ended.
    package func endGroup() {
        if ownGroup { _ = Glibc.kill(-pid, SIGKILL) }
    }

    /// How it ended; nil while it runs.
    package func ended() -> Exit? { wait(options: WNOHANG) }

    /// Waits until it has ended.
    package func wait() -> Exit { wait(options: 0) ?? .code(0) }

    private func wait(options: Int32) -> Exit? {
        exit.withLock { exit in
            if let exit { return exit }
            var status: Int32 = 0
            var result: pid_t
            repeat { result = waitpid(pid, &status, options) } while result < 0 && errno == EINTR
            guard result == pid else { return nil }
            let signal = status & 0x7f
            exit = signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
            return exit
        }
    }
}

/// Calls `body` with a NULL-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
