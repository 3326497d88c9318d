/// Lays a tree out into the flat arrays of a table.
struct RouteLayout {
    let rules: [FrozenRule]
    let methods: MethodBits
    private(set) var nodes: [RouteTable.Node] = []
    private(set) var endings: [RouteTable.Ending] = []
    private(set) var patternEdges: [RouteTable.PatternEdge] = []
    private(set) var pieces: [PatternPiece] = []
    private(set) var bytes: [UInt8] = []
    private(set) var choices: [[[UInt8]]] = []
    private(set) var ownConverters: [any Converter] = []
    private(set) var numbers: [ObjectIdentifier: Int32] = [:]
    private var edges: [RouteTable.LiteralEdge] = []

    private(set) var plans: [RulePlan] = []
    private(set) var variables: [VariablePlan] = []
    private(set) var valueConverters: [any Converter] = []

    init(rules: [FrozenRule], methods: MethodBits) {
        self.rules = rules
        self.methods = methods
        for rule in rules {
            plans.append(
                RulePlan(
                    firstVariable: Int32(variables.count), variableCount: Int32(rule.variables.count),
                    hasMore: rule.hasMore))
            for (_, converter) in rule.variables { variables.append(VariablePlan(converter, own: &valueConverters)) }
        }
    }

    /// Adds a node and all below it; gives its number.
    @discardableResult
    mutating func add(_ tree: RouteTree) -> Int32 {
        let number = Int32(nodes.count)
        numbers[ObjectIdentifier(tree)] = number
        nodes.append(
            RouteTable.Node(
                firstRule: Int32(endings.count), ruleCount: Int32(tree.rules.count),
                firstPattern: Int32(patternEdges.count),
                patternCount: Int32(tree.patterns.count), slash: -1, hasLiterals: !tree.literals.isEmpty))
        for rule in tree.rules {
            endings.append(
                RouteTable.Ending(
                    rule: Int32(rule), strictSlashes: rules[rule].parsed.strictSlashes,
                    methods: methods.bits(rules[rule].parsed.methods)))
        }
        let patterns = tree.patternsByWeight
        let firstEdge = patternEdges.count
        for (pattern, _) in patterns { patternEdges.append(edge(pattern)) }
        for (index, way) in patterns.enumerated() { patternEdges[firstEdge + index].next = add(way.next) }
        for (text, next) in tree.literals.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let below = add(next)
            if text.isEmpty { nodes[Int(number)].slash = below }
            edges.append(
                RouteTable.LiteralEdge(node: number, next: below, offset: append(text), length: Int32(text.count)))
        }
        return number
    }

    private mutating func edge(_ pattern: SegmentPattern) -> RouteTable.PatternEdge {
        let first = pieces.count
        var own = pattern.own[...]
        for piece in pattern.pieces { pieces.append(flat(piece, &own)) }
        return RouteTable.PatternEdge(
            next: -1, firstPiece: Int32(first), pieceCount: Int32(pieces.count - first),
            variableCount: Int32(pieces[first...].count { $0.kind != .literal }), takesRest: pattern.takesRest,
            hasFinalSlash: pattern.hasFinalSlash)
    }

    private mutating func flat(_ piece: SegmentPattern.Piece, _ own: inout ArraySlice<OwnConverter>) -> PatternPiece {
        switch piece {
        case .literal(let text): return PatternPiece(kind: .literal, a: append(text), b: Int32(text.count))
        case .string(let minimum, let maximum):
            return PatternPiece(
                kind: .string, a: Int32(clamping: minimum), b: maximum.map { Int32(clamping: $0) } ?? -1)
        case .path: return PatternPiece(kind: .path)
        case .any(let texts):
            choices.append(texts.map { Array($0.utf8) })
            return PatternPiece(kind: .any, a: Int32(choices.count - 1))
        case .int(let isSigned): return PatternPiece(kind: isSigned ? .signedInt : .int)
        case .float(let isSigned): return PatternPiece(kind: isSigned ? .signedFloat : .float)
        case .uuid: return PatternPiece(kind: .uuid)
        case .own:
            let converter = own.removeFirst().converter
            ownConverters.append(converter)
            return PatternPiece(
                kind: .own, a: Int32(ownConverters.count - 1), b: type(of: converter).crossesSlashes ? 1 : 0)
        }
    }

    private mutating func append(_ text: [UInt8]) -> Int32 {
        defer { bytes += text }
        return Int32(bytes.count)
    }

    /// The hash table of all literal edges, at most half full.
    func hashed() -> [RouteTable.LiteralEdge] {
        var capacity = 8
        while capacity < edges.count * 2 { capacity *= 2 }
        var table = Array(repeating: RouteTable.LiteralEdge(node: -1, next: -1, offset: 0, length: 0), count: capacity)
        for edge in edges {
            let text = Array(bytes[Int(edge.offset)..<Int(edge.offset + edge.length)])
            // One byte more than the text, so that the buffer of an empty text has an address.
            var slot =
                (text + [0]).withUnsafeBufferPointer { RouteTable.hash(edge.node, $0.baseAddress!, text.count) }
                & (capacity - 1)
            while table[slot].node >= 0 { slot = (slot + 1) & (capacity - 1) }
            table[slot] = edge
        }
        return table
    }
}
