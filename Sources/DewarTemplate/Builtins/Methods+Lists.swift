/// Methods of lists and tuples.
extension Methods {
    static let tupleMethods: [Builtin] = [count, index]

    static let listMethods: [Builtin] = [
        count, index,
        Builtin("append", "(item)", "Adds an item at the end.") { call in
            try changing(call) { list in
                try call.renderer.willGrow(list)
                list.items.append(call[0])
                return .none
            }
        },
        Builtin("extend", "(items)", "Adds the items of another list at the end.") { call in
            try changing(call) { list in
                let items = try call.renderer.items(of: call[0])
                try call.renderer.checkSize(items: list.count + items.count)
                list.items.append(contentsOf: items)
                return .none
            }
        },
        Builtin("insert", "(index, item)", "Adds an item before the one at the index.") { call in
            try changing(call) { list in
                try call.renderer.willGrow(list)
                let index = try call.int(0)
                list.items.insert(call[1], at: min(max(index < 0 ? index + list.count : index, 0), list.count))
                return .none
            }
        },
        Builtin("pop", "(index=-1)", "Removes the last item, or the one at the index, and gives it.") { call in
            try changing(call) { list in
                if list.count == 0 { throw Failure(.index, "pop from empty list") }
                let index = try call.int(0)
                let place = index < 0 ? index + list.count : index
                guard place >= 0, place < list.count else { throw Failure(.index, "pop index out of range") }
                return list.items.remove(at: place)
            }
        },
        Builtin("remove", "(value)", "Removes the first item that is equal.") { call in
            try changing(call) { list in
                for (i, item) in list.items.enumerated() where try Equality.equal(item, call[0], call.renderer) {
                    list.items.remove(at: i)
                    return .none
                }
                throw Failure.value("list.remove(x): x not in list")
            }
        },
        Builtin("clear", "Removes all items.") { call in
            try changing(call) { list in
                list.items.removeAll()
                return .none
            }
        },
        Builtin("reverse", "Puts the items into the opposite order.") { call in
            try changing(call) { list in
                list.items.reverse()
                return .none
            }
        },
        Builtin("sort", "(key=none, reverse=false)", "Puts the items in order, by what `key` gives for each.", sort),
        Builtin("copy", "Another list of the same items.") { call in .list(try call.inputItems) },
    ]

    private static let count = Builtin("count", "(value)", "How many items are equal to the value.") { call in
        .int(try call.inputItems.count { try Equality.equal($0, call[0], call.renderer) })
    }

    private static let index = Builtin(
        "index", "(value, start=0, stop=none)", "The index of the first item that is equal; an error if there is none."
    ) { call in
        let items = try call.inputItems
        func clipped(_ index: Int) -> Int { min(max(index < 0 ? index + items.count : index, 0), items.count) }
        let start = clipped(try call.int(1))
        let stop = call[2].isNone ? items.count : clipped(try call.int(2))
        for i in start..<max(start, stop) where try Equality.equal(items[i], call[0], call.renderer) { return .int(i) }
        throw Failure.value(
            call.input.isTuple ? "tuple.index(x): x not in tuple" : "\(Repr.string(call[0])) is not in list")
    }

    /// Runs what changes the list. As the list may come to hold itself, the render takes it apart at its end.
    private static func changing(_ call: Call, _ change: (List) throws -> Value) throws -> Value {
        guard case .list(let list) = call.input else { return .none }
        try list.checkMutable()
        let result = try change(list)
        if list.items.last?.isContainer == true { call.renderer.keep(call.input) }
        return result
    }

    private static func sort(_ call: Call) throws -> Value {
        let (key, renderer) = (call[0], call.renderer)
        return try changing(call) { list in
            list.items = try Ordering.sorted(list.items, reversed: call.bool(1), renderer) { item in
                key.isNone ? item : try CallArguments.with([item]) { try renderer.call(key, $0) }
            }
            return .none
        }
    }
}

extension Value {
    fileprivate var isTuple: Bool {
        if case .tuple = self { return true }
        return false
    }
}
