/// Where a captured text begins and ends.
struct CaptureRange {
    var start: Int32
    var end: Int32
}

/// One search through a table (Werkzeug: StateMachineMatcher.match): at each segment the literal first, then the
/// patterns by weight, going back when the rest does not fit. A node is entered at most once a search, and a pattern
/// never reads a place twice, so that no path, however made, costs more than its length times the rules that could fit.
///
/// The table is handed from step to step instead of being kept: whoever keeps an object counts its owners, and all event
/// loops search in the one table.
struct RouteSearch {
    enum Result {
        /// The ending with this number.
        case ending(Int)
        /// The path to ask again at, decoded.
        case redirect(String)
        case none
    }

    /// Where the search begins: below the node of a domain that is known, or with a domain to be found first.
    enum Beginning {
        case node(Int32)
        case domain(UnsafeBufferPointer<UInt8>)
    }

    /// What walking the tree ends with: an ending's number, or one of these.
    private static let noWay: Int32 = -1
    private static let slashWanted: Int32 = -2

    let path: UnsafeBufferPointer<UInt8>
    let method: UInt64
    let captures: UnsafeMutableBufferPointer<CaptureRange>
    /// How many of the captures stand in the domain.
    private(set) var domainCaptures = 0
    /// The methods of rules that fit but for the method.
    private(set) var allowed: UInt64 = 0

    init(
        path: UnsafeBufferPointer<UInt8>, method: UInt64, captures: UnsafeMutableBufferPointer<CaptureRange>
    ) {
        self.path = path
        self.method = method
        self.captures = captures
    }

    /// The path once as it is, and if nothing fits once more with its slashes merged.
    mutating func run(_ table: RouteTable, from beginning: Beginning) -> Result {
        var start = 0
        while start < path.count, path[start] == UInt8(ascii: "/") { start += 1 }
        var found = walk(table, beginning, Text(path, start: path.isEmpty ? 1 : start))
        if found == RouteSearch.slashWanted { return .redirect(string(from: start) + "/") }
        guard found == RouteSearch.noWay else { return .ending(Int(found)) }
        guard table.mergeSlashes, hasDoubleSlash(from: start) else { return .none }
        var merged = mergedPath(from: start)
        let whole = merged
        found = merged.withUTF8 { walk(table, beginning, Text($0, start: 1)) }
        if found == RouteSearch.slashWanted { return .redirect(whole + "/") }
        guard found != RouteSearch.noWay, table.rules[Int(table.endings[Int(found)].rule)].parsed.mergeSlashes else {
            return .none
        }
        return .redirect(whole)
    }

    private mutating func walk(_ table: RouteTable, _ beginning: Beginning, _ text: Text) -> Int32 {
        switch beginning {
        case .node(let node): node < 0 ? RouteSearch.noWay : walk(table, node, text, text.start, 0)
        case .domain(let domain): walkDomain(table, Text(domain, start: 0), text)
        }
    }

    private func string(from start: Int) -> String {
        "/" + String(decoding: path[min(start, path.count)...], as: UTF8.self)
    }

    private func hasDoubleSlash(from start: Int) -> Bool {
        var index = start + 1
        while index < path.count {
            if path[index] == UInt8(ascii: "/"), path[index - 1] == UInt8(ascii: "/") { return true }
            index += 1
        }
        return false
    }

    private func mergedPath(from start: Int) -> String {
        var merged = [UInt8(ascii: "/")]
        for byte in path[start...] where byte != UInt8(ascii: "/") || merged.last != byte { merged.append(byte) }
        return String(decoding: merged, as: UTF8.self)
    }

    private mutating func walkDomain(_ table: RouteTable, _ host: Text, _ text: Text) -> Int32 {
        if table.nodes[0].hasLiterals {
            let next = table.literal(0, host.base, host.count)
            if next >= 0 {
                domainCaptures = 0
                let found = walk(table, next, text, text.start, 0)
                if found != RouteSearch.noWay { return found }
            }
        }
        let root = table.nodes[0]
        for number in Int(root.firstPattern)..<Int(root.firstPattern + root.patternCount) {
            let edge = table.patternEdges[number]
            guard PatternMatcher.match(edge, table, host, from: 0, to: host.count, captures, at: 0) != .none else {
                continue
            }
            domainCaptures = Int(edge.variableCount)
            let found = walk(table, edge.next, text, text.start, domainCaptures)
            if found != RouteSearch.noWay { return found }
        }
        return RouteSearch.noWay
    }

    /// The way from a node on. `place` is where the next segment starts; one past the end means that none is left.
    private mutating func walk(
        _ table: RouteTable, _ number: Int32, _ text: Text, _ place: Int, _ captured: Int
    ) -> Int32 {
        let node = table.nodes[Int(number)]
        if place > text.count { return end(table, node) }
        var end = place
        while end < text.count, text.base[end] != UInt8(ascii: "/") { end += 1 }
        if node.hasLiterals {
            let next = table.literal(number, text.base + place, end - place)
            if next >= 0 {
                let found = walk(table, next, text, end + 1, captured)
                if found != RouteSearch.noWay { return found }
            }
        }
        for edgeNumber in Int(node.firstPattern)..<Int(node.firstPattern + node.patternCount) {
            let edge = table.patternEdges[edgeNumber]
            let last = edge.takesRest ? text.count : end
            let fit = PatternMatcher.match(edge, table, text, from: place, to: last, captures, at: captured)
            guard fit != .none else { continue }
            let rest = !edge.takesRest ? end + 1 : fit == .withSlash ? text.count : text.count + 1
            let found = walk(table, edge.next, text, rest, captured + Int(edge.variableCount))
            if found != RouteSearch.noWay { return found }
        }
        // Only a final slash is left: rules that are not strict take it.
        return place == text.count ? ending(table, node) { !$0.strictSlashes } : RouteSearch.noWay
    }

    /// All segments are used up: a rule that ends here, or one that ends behind a slash more.
    private mutating func end(_ table: RouteTable, _ node: RouteTable.Node) -> Int32 {
        let found = ending(table, node) { _ in true }
        guard found == RouteSearch.noWay, node.slash >= 0 else { return found }
        let slash = table.nodes[Int(node.slash)]
        for number in slash.firstRule..<slash.firstRule + slash.ruleCount {
            let ending = table.endings[Int(number)]
            if ending.methods & method != 0 { return ending.strictSlashes ? RouteSearch.slashWanted : number }
        }
        return RouteSearch.noWay
    }

    @inline(__always)
    private mutating func ending(
        _ table: RouteTable, _ node: RouteTable.Node, where isRight: (RouteTable.Ending) -> Bool
    ) -> Int32 {
        for number in node.firstRule..<node.firstRule + node.ruleCount {
            let ending = table.endings[Int(number)]
            guard isRight(ending) else { continue }
            if ending.methods & method != 0 { return number }
            allowed |= ending.methods
        }
        return RouteSearch.noWay
    }
}
