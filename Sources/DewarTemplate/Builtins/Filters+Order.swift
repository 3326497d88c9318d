/// Sorting, grouping, the smallest and the largest.
extension Filters {
    static let order: [Builtin] = [
        Builtin(
            "sort", "(reverse=false, case_sensitive=false, attribute=none)",
            "The items in order, by one or more attributes if given: `\"age,name\"`.", sort),
        Builtin(
            "dictsort", "(case_sensitive=false, by='key', reverse=false)",
            "The pairs of key and value of a dictionary, ordered by `'key'` or `'value'`.", dictsort),
        Builtin(
            "groupby", "(attribute, default=none, case_sensitive=false)",
            "The items in groups with the same attribute: `group.grouper` is its value, `group.list` the items.",
            groupby),
        Builtin(
            "unique", "(case_sensitive=false, attribute=none)",
            "The items without those that, or whose attribute, occurred before.", unique),
        Builtin("min", "(case_sensitive=false, attribute=none)", "The smallest item.") { call in
            try extreme(call, .less)
        },
        Builtin("max", "(case_sensitive=false, attribute=none)", "The largest item.") { call in
            try extreme(call, .greater)
        },
    ]

    private static func sort(_ call: Call) throws -> Value {
        let paths = AttributePath.list(call[2])
        let isCaseSensitive = try call.bool(1)
        let renderer = call.renderer
        let items = try call.inputItems
        var keys = try items.map { item in
            try paths.map { try $0.value(of: item, renderer).ignoringCase(isCaseSensitive) }
        }
        // Python compares lists of keys, in which equal ones need no order: only strings need not be wrapped.
        let isPlain = keys.allSatisfy { $0.count == 1 && $0[0].isString }
        var next = 0
        let sorted = try Ordering.sorted(items, reversed: call.int(0) != 0, renderer) { _ in
            defer { next += 1 }
            let key = keys[next]
            keys[next] = []
            return isPlain ? key[0] : .list(key)
        }
        return .list(sorted)
    }

    private static func dictsort(_ call: Call) throws -> Value {
        let isCaseSensitive = try call.bool(0)
        let place: Int
        switch call[1].asText?.string {
        case "key": place = 0
        case "value": place = 1
        default: throw Failure.filterArgument("You can only sort by either \"key\" or \"value\"")
        }
        guard case .dict(let dict) = call.input else { throw call.inputLacks("items") }
        let sorted = try Ordering.sorted(dict.items, reversed: call.int(2) != 0, call.renderer) {
            $0.asItems!.items[place].ignoringCase(isCaseSensitive)
        }
        return .list(sorted)
    }

    private static func groupby(_ call: Call) throws -> Value {
        let path = AttributePath(call[0])
        let (fallback, isCaseSensitive, renderer) = (call[1], try call.bool(2), call.renderer)
        func key(_ item: Value) throws -> Value { try path.value(of: item, renderer, default: fallback) }
        func compared(_ item: Value) throws -> Value { try key(item).ignoringCase(isCaseSensitive) }
        let sorted = try Ordering.sorted(call.inputItems, reversed: false, renderer, by: compared)
        var groups: [Value] = []
        var members: [Value] = []
        var current = Value.absent
        func close() throws {
            // The group is named by its first item as that is written.
            if let first = members.first { groups.append(.object(GroupTuple(try key(first), .list(members)))) }
            members = []
        }
        for item in sorted {
            let key = try compared(item)
            if try members.isEmpty || !Equality.equal(current, key, renderer) {
                try close()
                current = key
            }
            members.append(item)
        }
        try close()
        return .list(groups)
    }

    private static func unique(_ call: Call) throws -> Value {
        let isCaseSensitive = try call.bool(0)
        let path = AttributePath(call[1])
        let (renderer, input, seen) = (call.renderer, call.input, Dict())
        var source: ValueIterator?
        return .object(
            ClosureIterator {
                let items = try source ?? renderer.iterator(over: input)
                source = items
                while let item = try renderer.next(items) {
                    let key = try path.value(of: item, renderer).ignoringCase(isCaseSensitive)
                    if try seen.value(key) != nil { continue }
                    try renderer.checkSize(items: seen.count + 1)
                    try seen.set(key, .none)
                    return item
                }
                return nil
            })
    }

    private static func extreme(_ call: Call, _ comparison: Ordering.Operator) throws -> Value {
        let isCaseSensitive = try call.bool(0)
        let path = AttributePath(call[1])
        let iterator = try call.renderer.iterator(over: call.input)
        guard var best = try iterator.next() else {
            return call.renderer.undefined(.hint("No aggregated item, sequence was empty."))
        }
        var bestKey = try path.value(of: best, call.renderer).ignoringCase(isCaseSensitive)
        while let item = try call.renderer.next(iterator) {
            let key = try path.value(of: item, call.renderer).ignoringCase(isCaseSensitive)
            if try Ordering.holds(key, comparison, bestKey, call.renderer) { (best, bestKey) = (item, key) }
        }
        return best
    }
}
