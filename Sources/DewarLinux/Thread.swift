import CDewarLinux
import Glibc

/// A thread of the kernel.
package enum Thread {
    /// A number that tells threads apart while they live.
    package static var current: UInt { UInt(pthread_self()) }

    /// Runs the body on a thread of its own, with the signals blocked that are blocked here.
    /// - Parameter name: shown by `ps -L`, at most 15 bytes.
    package static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let start = Unmanaged.passRetained(Start(name, body))
        let code = pthread_create(
            &thread, &attributes,
            { argument in
                let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
                _ = start.name.withCString { dewar_set_thread_name($0) }
                start.body()
                return nil
            }, start.toOpaque())
        pthread_attr_destroy(&attributes)
        if code != 0 {
            start.release()
            throw SystemError("pthread_create", code, on: name)
        }
    }

    package static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds * 1_000)) }

    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
