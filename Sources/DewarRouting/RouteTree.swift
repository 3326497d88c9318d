/// The tree of a map while it is built: one level a segment, the domain first. Frozen, it becomes flat arrays.
final class RouteTree {
    private(set) var literals: [[UInt8]: RouteTree] = [:]
    private(set) var patterns: [(pattern: SegmentPattern, next: RouteTree)] = []
    /// The rules that end here, in the order of adding.
    private(set) var rules: [Int] = []

    func add(_ rule: Int, steps: ArraySlice<RouteStep>) {
        guard let step = steps.first else { return rules.append(rule) }
        next(step).add(rule, steps: steps.dropFirst())
    }

    private func next(_ step: RouteStep) -> RouteTree {
        switch step {
        case .literal(let bytes):
            if let node = literals[bytes] { return node }
            let node = RouteTree()
            literals[bytes] = node
            return node
        case .pattern(let pattern):
            if let known = patterns.first(where: { $0.pattern == pattern }) { return known.next }
            let node = RouteTree()
            patterns.append((pattern, node))
            return node
        }
    }

    /// The patterns in the order in which they are tried; those of one weight in the order of adding.
    var patternsByWeight: [(pattern: SegmentPattern, next: RouteTree)] {
        patterns.enumerated().sorted { a, b in
            if a.element.pattern.weight < b.element.pattern.weight { return true }
            if b.element.pattern.weight < a.element.pattern.weight { return false }
            return a.offset < b.offset
        }.map(\.element)
    }
}
