import CDewarLinux
import Glibc
import Synchronization

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

    /// What the body makes of each element, in their order. Where there are many, all processors take part.
    package static func map<Element: Sendable, Made: Sendable>(
        _ elements: [Element], _ body: @escaping @Sendable (Element) -> Made
    ) -> [Made] {
        let parts = min(Host.processorCount, elements.count / fewestElements)
        guard parts > 1 else { return elements.map(body) }
        let outcome = Outcome<Made>(parts: parts)
        let work = { @Sendable (part: Int) in
            let range = elements.count * part / parts..<elements.count * (part + 1) / parts
            outcome.finish(part, elements[range].map(body))
        }
        for part in 1..<parts {
            do { try start("dewar-map") { work(part) } } catch { work(part) }
        }
        work(0)
        return outcome.wait()
    }

    /// For fewer a thread is not worth while.
    private static let fewestElements = 64

    private final class Outcome<Made: Sendable>: Sendable {
        private let made: Mutex<[[Made]]>
        private let finished = Semaphore()
        private let parts: Int

        init(parts: Int) {
            self.parts = parts
            made = Mutex(Array(repeating: [], count: parts))
        }

        func finish(_ part: Int, _ elements: [Made]) {
            made.withLock { $0[part] = elements }
            finished.signal()
        }

        func wait() -> [Made] {
            for _ in 0..<parts { finished.wait() }
            return made.withLock { made in made.dropFirst().reduce(into: made[0]) { $0 += $1 } }
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
