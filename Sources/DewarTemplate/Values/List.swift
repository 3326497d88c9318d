/// The items of a list or a tuple.
final class List {
    @exclusivity(unchecked) var items: [Value]
    /// True if renders on several threads may share the list; a template cannot change it then.
    let isShared: Bool

    init(_ items: [Value], isShared: Bool = false) {
        self.items = items
        self.isShared = isShared
    }

    @inline(__always) var count: Int { items.count }

    /// A TypeError if the list is shared.
    func checkMutable() throws {
        if isShared {
            throw Failure.type("this list was made outside of the template and cannot be changed; copy it with |list")
        }
    }

    deinit { Composite.releaseItems(&items) }
}
