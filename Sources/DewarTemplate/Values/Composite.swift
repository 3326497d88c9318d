/// Frees deep structures step by step, so that a list nested a million times deep does not exhaust the stack.
///
/// Swift frees what a container holds from within its `deinit`, one stack frame a level. Here a container that is freed
/// hands its own containers over to a list, which is worked off in a loop.
enum Composite {
    /// Frees the items of a container that is going away.
    static func release(_ items: inout [Value]) {
        guard items.contains(where: \.isContainer) else { return }
        var pending: [Value] = []
        take(&items, into: &pending)
        release(pending: &pending)
    }

    static func release(pending: inout [Value]) {
        while let next = pending.popLast() { open(next, into: &pending) }
    }

    /// Moves the containers among the items out.
    static func take(_ items: inout [Value], into pending: inout [Value]) {
        for item in items where item.isContainer { pending.append(item) }
        items.removeAll()
    }

    /// If nobody else holds the container, takes what it contains, so that freeing it does not descend.
    private static func open(_ value: consuming Value, into pending: inout [Value]) {
        switch consume value {
        case .list(var list), .tuple(var list):
            if isKnownUniquelyReferenced(&list) { take(&list.items, into: &pending) }
        case .dict(var dict):
            if isKnownUniquelyReferenced(&dict) { dict.surrender(into: &pending) }
        case .object(var object):
            if isKnownUniquelyReferenced(&object) { object.surrender(into: &pending) }
        default: break
        }
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
