internal import DewarLinux
import Synchronization

/// Remembers where errors were thrown, so that the debug page can point there. Swift's errors do not know; but the runtime
/// calls a handler for each `throw`, as debuggers and test runners ask it to. Nothing is watched, and nothing costs, where debug
/// is off.
enum ThrowWatch {
    /// A `throw` under way: the error's box, kept so that its address stays its own, and the calls that led there.
    private struct Record: Sendable {
        let error: any Error
        let addresses: [UInt]
    }

    private typealias Handler = @convention(c) (UnsafeRawPointer) -> Void

    /// The last throws, in a ring.
    private static let records = Mutex<(ring: [Record], next: Int)>(([], 0))
    private static let capacity = 1_024

    /// The handler that was there before, 0 for none.
    private static let previous = Atomic<UInt>(0)

    /// Begins to watch, once. Where the program does not let the runtime's handler be found, nothing is watched.
    static func begin() { _ = isWatching }

    private static let isWatching: Bool = {
        guard let slot = Symbols.address(of: "_swift_willThrow") else { return false }
        let handler: Handler = { ThrowWatch.willThrow($0) }
        let before = slot.assumingMemoryBound(to: Atomic<UInt>.self).pointee.exchange(
            unsafeBitCast(handler, to: UInt.self), ordering: .acquiringAndReleasing)
        previous.store(before, ordering: .releasing)
        return true
    }()

    private static func willThrow(_ box: UnsafeRawPointer) {
        let before = previous.load(ordering: .acquiring)
        if before != 0 { unsafeBitCast(before, to: Handler.self)(box) }
        let record = Record(error: unsafeBitCast(box, to: (any Error).self), addresses: CallStack.addresses())
        // What leaves the ring goes outside of the lock, since it may run code that throws.
        let forgotten = records.withLock { records -> Record? in
            guard records.ring.count == capacity else {
                records.ring.append(record)
                return nil
            }
            let oldest = records.ring[records.next]
            records.ring[records.next] = record
            records.next = (records.next + 1) % capacity
            return oldest
        }
        withExtendedLifetime(forgotten) {}
    }

    /// Where the error's box lies. `as any Error` keeps the compiler from taking out what is in it.
    private static func address(of error: any Error) -> UInt { unsafeBitCast(error as any Error, to: UInt.self) }

    /// The calls that led to each `throw` of this error, the first throw first.
    static func throwings(of error: any Error) -> [[UInt]] {
        let box = address(of: error)
        return records.withLock { records in
            (records.ring[records.next...] + records.ring[..<records.next])
                .filter { address(of: $0.error) == box }.map(\.addresses)
        }
    }
}
