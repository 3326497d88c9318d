package import DewarHTTP

/// A frozen map: flat arrays of plain numbers, so that a match walks no objects and counts no references. Literal
/// segments of all nodes stand in one hash table, so that the number of rules does not matter.
package final class RouteTable: Sendable {
    /// A place in the tree.
    struct Node: Sendable {
        var firstRule: Int32
        var ruleCount: Int32
        var firstPattern: Int32
        var patternCount: Int32
        /// The node behind a final slash, or -1.
        var slash: Int32
        var hasLiterals: Bool
    }

    /// A rule that ends at a node.
    struct Ending: Sendable {
        var rule: Int32
        var strictSlashes: Bool
        var methods: UInt64
    }

    /// A way from a node to the next through a pattern.
    struct PatternEdge: Sendable {
        var next: Int32
        var firstPiece: Int32
        var pieceCount: Int32
        /// Variables, and so captures.
        var variableCount: Int32
        var takesRest: Bool
        var hasFinalSlash: Bool
    }

    /// A way from a node to the next through a literal segment: a slot of the hash table.
    struct LiteralEdge: Sendable {
        /// -1: the slot is free.
        var node: Int32
        var next: Int32
        var offset: Int32
        var length: Int32
    }

    let nodes: Frozen<Node>
    let endings: Frozen<Ending>
    let patternEdges: Frozen<PatternEdge>
    let pieces: Frozen<PatternPiece>
    let literalEdges: Frozen<LiteralEdge>
    /// The number of slots, a power of two, less one.
    let literalMask: Int
    /// The bytes of all literals.
    let bytes: Frozen<UInt8>
    let choices: [[[UInt8]]]
    let ownConverters: [any Converter]

    /// The rules, by index: what a match needs of them, and all of them.
    let plans: Frozen<RulePlan>
    let variables: Frozen<VariablePlan>
    let valueConverters: [any Converter]
    let rules: [FrozenRule]
    let rulesByEndpoint: [String: [Int]]
    let methods: MethodBits
    /// The node of the default subdomain, or -1.
    let defaultDomainNode: Int32
    /// The most variables that a way through the tree has.
    let maximumCaptures: Int

    package let hostMatching: Bool
    /// Some rule asks for a subdomain or a host: `match` must be told the request's.
    package let usesDomains: Bool
    package let defaultSubdomain: String
    let mergeSlashes: Bool
    let redirectDefaults: Bool
    let sortParameters: Bool

    init(_ map: RouteMap) throws(RoutingError) {
        rules = FrozenRule.all(map)
        rulesByEndpoint = FrozenRule.byEndpoint(rules)
        methods = try MethodBits(map.rules)
        hostMatching = map.hostMatching
        usesDomains =
            map.hostMatching
            || rules.contains { $0.parsed.rule.subdomain ?? map.defaultSubdomain != map.defaultSubdomain }
        defaultSubdomain = map.defaultSubdomain
        mergeSlashes = map.mergeSlashes
        redirectDefaults = map.redirectDefaults
        sortParameters = map.sortParameters

        let tree = RouteTree()
        for (index, rule) in rules.enumerated() where !rule.parsed.rule.isBuildOnly {
            tree.add(index, steps: rule.steps[...])
        }
        var layout = RouteLayout(rules: rules, methods: methods)
        layout.add(tree)
        nodes = Frozen(layout.nodes)
        endings = Frozen(layout.endings)
        patternEdges = Frozen(layout.patternEdges)
        pieces = Frozen(layout.pieces)
        bytes = Frozen(layout.bytes)
        choices = layout.choices
        ownConverters = layout.ownConverters
        plans = Frozen(layout.plans)
        variables = Frozen(layout.variables)
        valueConverters = layout.valueConverters
        let slots = layout.hashed()
        literalEdges = Frozen(slots)
        literalMask = slots.count - 1
        maximumCaptures = rules.map(\.variables.count).max() ?? 0
        let domain = map.hostMatching ? "" : map.defaultSubdomain
        defaultDomainNode = tree.literals[Array(domain.utf8)].flatMap { layout.numbers[ObjectIdentifier($0)] } ?? -1
    }

    deinit {
        nodes.free()
        endings.free()
        patternEdges.free()
        pieces.free()
        literalEdges.free()
        bytes.free()
        plans.free()
        variables.free()
    }

    /// The number of rules.
    package var count: Int { rules.count }

    /// The rule with an index, as it was added.
    package func rule(_ index: Int) -> Rule { rules[index].parsed.rule }

    /// The methods that a rule answers, HEAD with GET; nil for every method.
    package func methods(ofRule index: Int) -> [Method]? { rules[index].parsed.methods }

    /// The names of a rule's values, in the order of its captures.
    package func argumentNames(ofRule index: Int) -> [String] {
        rules[index].variables.map(\.name) + rules[index].extra.map(\.name)
    }

    /// The node behind a literal segment, or -1.
    @inline(__always)
    func literal(_ node: Int32, _ text: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
        var slot = RouteTable.hash(node, text, length) & literalMask
        while true {
            let edge = literalEdges[slot]
            if edge.node < 0 { return -1 }
            if edge.node == node, Int(edge.length) == length, matches(edge.offset, text, length) { return edge.next }
            slot = (slot + 1) & literalMask
        }
    }

    /// Whether the literal at this offset is this text.
    @inline(__always)
    func matches(_ offset: Int32, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let offset = Int(offset)
        for index in 0..<length where bytes[offset + index] != text[index] { return false }
        return true
    }

    /// Spreads (node, text) over the table. No defence against chosen texts is needed: only the app adds to the table,
    /// and a search ends at the first free slot.
    @inline(__always)
    static func hash(_ node: Int32, _ text: UnsafePointer<UInt8>, _ length: Int) -> Int {
        var hash = UInt64(truncatingIfNeeded: node) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: length)
        var index = 0
        while index < length {
            hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3
            index += 1
        }
        hash ^= hash >> 29
        hash = hash &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: hash >> 32)
    }
}

/// A piece of a pattern as plain numbers.
struct PatternPiece: Sendable {
    enum Kind: UInt8, Sendable { case literal, string, path, any, int, signedInt, float, signedFloat, uuid, own }

    var kind: Kind
    /// A literal's place among the bytes; the index of an `any`'s choices, of an own converter; a string's shortest length.
    var a: Int32 = 0
    /// A literal's length; a string's greatest length, or -1; 1 for an own converter that crosses slashes.
    var b: Int32 = 0
}

/// The methods that rules name, one bit each.
struct MethodBits: Sendable {
    static let all: UInt64 = .max
    /// What stands for a method that no rule names: rules for every method take it.
    static let unknown: UInt64 = 1 << 63

    let names: [Method]

    init(_ rules: [ParsedRule]) throws(RoutingError) {
        var names: [Method] = []
        for rule in rules { for method in rule.methods ?? [] where !names.contains(method) { names.append(method) } }
        guard names.count < 63 else { throw RoutingError(.tooManyMethods(limit: 62)) }
        self.names = names
    }

    /// The bit of a request's method; `Get` is not `GET` (RFC 9110 §9.1).
    func bit(_ method: Method) -> UInt64 {
        for index in names.indices where names[index].rawValue == method.rawValue { return 1 << UInt64(index) }
        return MethodBits.unknown
    }

    func bits(_ methods: [Method]?) -> UInt64 {
        guard let methods else { return MethodBits.all }
        return methods.reduce(0) { $0 | bit($1) }
    }

    func methods(_ bits: UInt64) -> [Method] {
        names.indices.filter { bits & 1 << UInt64($0) != 0 }.map { names[$0] }.sorted { $0.rawValue < $1.rawValue }
    }
}
