/// Python's `<`: numbers by value, strings by code point, lists and tuples item by item; all else has no order.
enum Ordering {
    /// The comparisons of the language that need an order.
    enum Operator: String {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        func holds(_ order: Equality.Order) -> Bool {
            switch self {
            case .less: order == .less
            case .lessOrEqual: order == .less || order == .equal
            case .greater: order == .greater
            case .greaterOrEqual: order == .greater || order == .equal
            }
        }
    }

    static func holds(_ a: Value, _ op: Operator, _ b: Value, _ renderer: Renderer) throws -> Bool {
        op.holds(try compare(a, op, b, renderer))
    }

    /// True if a comes before b; a TypeError if they have no order.
    static func isLess(_ a: Value, _ b: Value, _ renderer: Renderer) throws -> Bool {
        try compare(a, .less, b, renderer) == .less
    }

    private static func compare(_ a: Value, _ op: Operator, _ b: Value, _ renderer: Renderer) throws -> Equality.Order {
        switch (a, b) {
        case (.text(let x), .text(let y)), (.text(let x), .markup(let y)), (.markup(let x), .text(let y)),
            (.markup(let x), .markup(let y)):
            let order = x.compare(y)
            return order < 0 ? .less : order == 0 ? .equal : .greater
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.failure
        case (.list(let x), .list(let y)), (.tuple(let x), .tuple(let y)):
            try StackGuard.check()
            for i in 0..<min(x.count, y.count) where try !Equality.equal(x.items[i], y.items[i], renderer) {
                return try compare(x.items[i], op, y.items[i], renderer)
            }
            return x.count < y.count ? .less : x.count == y.count ? .equal : .greater
        default:
            if let order = Equality.compareNumbers(a, b) { return order }
            throw Failure.type(
                "'\(op.rawValue)' not supported between instances of '\(a.typeName)' and '\(b.typeName)'")
        }
    }

    /// The values in order, equal ones as they came (or, reversed, likewise).
    static func sorted(_ values: [Value], reversed: Bool, _ renderer: Renderer, by key: (Value) throws -> Value) throws
        -> [Value]
    {
        var keyed = try values.map { (key: try key($0), value: $0) }
        try mergeSort(&keyed) { a, b in
            reversed ? try isLess(a.key, b.key, renderer) : try isLess(b.key, a.key, renderer)
        }
        return keyed.map(\.value)
    }

    /// A stable sort whose comparison may fail. `mustSwap(a, b)` says that a, which stands first, belongs after b.
    private static func mergeSort<Element>(_ items: inout [Element], _ mustSwap: (Element, Element) throws -> Bool)
        throws
    {
        guard items.count > 1 else { return }
        var width = 1
        while width < items.count {
            var merged: [Element] = []
            merged.reserveCapacity(items.count)
            for start in stride(from: 0, to: items.count, by: width * 2) {
                let middle = min(start + width, items.count)
                let end = min(start + width * 2, items.count)
                var (left, right) = (start, middle)
                while left < middle, right < end {
                    if try mustSwap(items[left], items[right]) {
                        merged.append(items[right])
                        right += 1
                    } else {
                        merged.append(items[left])
                        left += 1
                    }
                }
                merged.append(contentsOf: items[left..<middle])
                merged.append(contentsOf: items[right..<end])
            }
            items = merged
            width *= 2
        }
    }
}
