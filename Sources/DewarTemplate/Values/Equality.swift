/// Python's `==` and `hash`. Numbers of all types compare by value, and True is 1.
enum Equality {
    static func equal(_ a: Value, _ b: Value, _ renderer: Renderer) throws -> Bool {
        switch (a, b) {
        case (.text(let x), .text(let y)), (.text(let x), .markup(let y)), (.markup(let x), .text(let y)),
            (.markup(let x), .markup(let y)):
            return x.equals(y)
        case (.int(let x), .int(let y)): return x == y
        case (.none, .none): return true
        case (.undefined(let x), _):
            if x.behavior == .strict { throw x.failure }
            if case .undefined(let y) = b { return x.behavior == y.behavior }
            return false
        case (_, .undefined(let y)):
            if y.behavior == .strict { throw y.failure }
            return false
        case (.list(let x), .list(let y)), (.tuple(let x), .tuple(let y)):
            return try x === y || equal(x.items, y.items, renderer)
        case (.dict(let x), .dict(let y)): return try x === y || equal(x, y, renderer)
        case (.object(let x), .object(let y)): return try x.equals(y, renderer)
        default: return compareNumbers(a, b) == .some(.equal)
        }
    }

    private static func equal(_ a: [Value], _ b: [Value], _ renderer: Renderer) throws -> Bool {
        guard a.count == b.count else { return false }
        try StackGuard.check()
        for i in a.indices where try !equal(a[i], b[i], renderer) { return false }
        return true
    }

    private static func equal(_ a: Dict, _ b: Dict, _ renderer: Renderer) throws -> Bool {
        guard a.count == b.count else { return false }
        try StackGuard.check()
        for i in 0..<a.count {
            let entry = a.entries[i]
            guard let position = b.position(entry.key, entry.hash) else { return false }
            if try !equal(entry.value, b.entries[position].value, renderer) { return false }
        }
        return true
    }

    /// True if two keys of a dictionary are the same. Keys are hashable, so nothing here can fail.
    static func sameKey(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.text(let x), .text(let y)), (.text(let x), .markup(let y)), (.markup(let x), .text(let y)),
            (.markup(let x), .markup(let y)):
            return x.equals(y)
        case (.none, .none): return true
        case (.undefined, .undefined): return true
        case (.tuple(let x), .tuple(let y)):
            return x === y || x.count == y.count && zip(x.items, y.items).allSatisfy(sameKey)
        case (.object(let x), .object(let y)): return x === y
        default: return compareNumbers(a, b) == .some(.equal)
        }
    }

    static func hash(_ value: Value) throws -> Int {
        switch value {
        case .text(let text), .markup(let text): return text.hash
        case .int(let int): return hash(int)
        case .bool(let bool): return hash(bool ? 1 : 0)
        case .double(let double):
            if let int = Int(exactly: double) { return hash(int) }
            return double.hashValue | 1
        case .bigInt(let big): return big.double.hashValue | 1
        case .none: return 0x6e6f_6e65
        case .undefined(let undefined):
            if undefined.behavior == .strict { throw undefined.failure }
            return 0x75_6e64
        case .absent: return 1
        case .tuple(let tuple):
            try StackGuard.check()
            return try tuple.items.reduce(0x345678) { ($0 ^ (try hash($1))) &* 1_000_003 }
        case .object(let object): return object.hash
        case .list, .dict: throw Failure.type("unhashable type: '\(value.typeName)'")
        }
    }

    private static func hash(_ int: Int) -> Int {
        let mixed = UInt64(bitPattern: Int64(int)) &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
    }

    enum Order { case less, equal, greater, unordered }

    /// How two numbers compare by value, exactly even between large integers and doubles; nil if one is no number.
    static func compareNumbers(_ a: Value, _ b: Value) -> Order? {
        if let x = a.asInt, let y = b.asInt { return x < y ? .less : x == y ? .equal : .greater }
        if case .double(let x) = a, case .double(let y) = b { return order(x, y) }
        if let x = a.asBigInt, let y = b.asBigInt {
            let order = BigInt.compare(x, y)
            return order < 0 ? .less : order == 0 ? .equal : .greater
        }
        if case .double(let x) = a, let y = b.asBigInt { return compare(x, y) }
        if case .double(let y) = b, let x = a.asBigInt {
            switch compare(y, x) {
            case .less: return .greater
            case .greater: return .less
            case let same: return same
            }
        }
        return nil
    }

    private static func compare(_ x: Double, _ y: BigInt) -> Order {
        guard x.isFinite else { return x.isNaN ? .unordered : x < 0 ? .less : .greater }
        let whole = BigInt.compare(BigInt(x), y)
        if whole != 0 { return whole < 0 ? .less : .greater }
        return order(x, x.rounded(.towardZero))
    }

    private static func order(_ x: Double, _ y: Double) -> Order {
        x < y ? .less : x == y ? .equal : x > y ? .greater : .unordered
    }
}
