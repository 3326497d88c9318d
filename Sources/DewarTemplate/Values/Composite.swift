internal import Glibc

/// Frees deep structures step by step, so that a list nested a million times deep does not exhaust the stack.
///
/// Swift frees what a container holds from within its `deinit`, one stack frame a level. That is quick, and right for the
/// first levels. Beyond them the first container that is freed keeps a list; containers within it hand theirs over to that
/// list, which is worked off in a loop.
enum Composite {
    private final class Pending {
        @exclusivity(unchecked) var values: [Value] = []
    }

    /// The list of the thread that is freeing something.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// How many containers are being freed within each other on this thread.
    private static let depthKey: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    private static let maximumDepth = 32

    /// Frees containers from within the one around them; false, and nothing is freed, if they are too deep for that.
    static func freeDirectly(_ free: () -> Void) -> Bool {
        let depth = Int(bitPattern: pthread_getspecific(depthKey))
        guard depth < maximumDepth else { return false }
        pthread_setspecific(depthKey, UnsafeRawPointer(bitPattern: depth + 1))
        free()
        pthread_setspecific(depthKey, UnsafeRawPointer(bitPattern: depth))
        return true
    }

    /// Frees the items of a list that is going away.
    static func releaseItems(_ items: inout [Value]) {
        guard items.contains(where: \.isContainer), !freeDirectly({ items.removeAll() }) else { return }
        var containers = items.filter(\.isContainer)
        items.removeAll()
        release(&containers)
    }

    /// Frees the containers, now or, where that is under way already, in their turn. The caller keeps none of them.
    static func release(_ containers: inout [Value]) {
        if let known = pthread_getspecific(key) {
            Unmanaged<Pending>.fromOpaque(known).takeUnretainedValue().values += containers
            containers.removeAll()
            return
        }
        let pending = Pending()
        pthread_setspecific(key, Unmanaged.passUnretained(pending).toOpaque())
        defer { pthread_setspecific(key, nil) }
        swap(&pending.values, &containers)
        while !pending.values.isEmpty { _ = pending.values.removeLast() }
    }
}

extension Value {
    /// True for what can contain other values.
    @inline(__always) var isContainer: Bool {
        switch self {
        case .list, .tuple, .dict, .object: true
        default: false
        }
    }
}
