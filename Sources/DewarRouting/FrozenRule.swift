/// A rule of a frozen table, with what is worked out once.
struct FrozenRule: Sendable {
    let index: Int
    let parsed: ParsedRule
    /// The way through the tree: the domain, then the path.
    let steps: [RouteStep]
    let variables: [(name: String, converter: VariableConverter)]
    /// Variables whose value is fixed, by place.
    let fixed: [(place: Int, value: PathValue)]
    /// Values that follow the variables.
    let extra: [Rule.Default]
    let argumentNames: Set<String>
    /// Rules whose URL is the right one when their defaults are met, those that build first.
    private(set) var canonical: [Int] = []

    init(_ parsed: ParsedRule, index: Int) {
        self.index = index
        self.parsed = parsed
        var count = 0
        var steps = parsed.domain.isEmpty ? [RouteStep.literal([])] : RouteStep.steps(parsed.domain, variables: &count)
        steps += RouteStep.steps(parsed.path, variables: &count)
        self.steps = steps
        let variables = parsed.variables
        self.variables = variables
        fixed = parsed.rule.defaults.compactMap { entry in
            variables.firstIndex { $0.name == entry.name }.map { ($0, entry.value) }
        }
        extra = parsed.extraDefaults
        argumentNames = parsed.argumentNames
    }

    /// A match is not done with its variables: defaults, or a redirect to the right URL.
    var hasMore: Bool { !parsed.rule.defaults.isEmpty || parsed.rule.isAlias || !canonical.isEmpty }

    /// The order in which the rules of an endpoint are tried for a URL: no aliases, most arguments, most defaults.
    private var buildKey: (Int, Int, Int) {
        (parsed.rule.isAlias ? 1 : 0, -argumentNames.count, -parsed.rule.defaults.count)
    }

    static func all(_ map: RouteMap) -> [FrozenRule] {
        var rules = map.rules.enumerated().map { FrozenRule($0.element, index: $0.offset) }
        let byEndpoint = byEndpoint(rules)
        for (index, rule) in rules.enumerated() {
            let before = byEndpoint[rule.parsed.rule.endpoint, default: []].prefix { $0 != index }
            rules[index].canonical = before.filter { rules[$0].providesDefaults(for: rule) }
        }
        return rules
    }

    static func byEndpoint(_ rules: [FrozenRule]) -> [String: [Int]] {
        var byEndpoint = Dictionary(grouping: rules.indices) { rules[$0].parsed.rule.endpoint }
        for (endpoint, indices) in byEndpoint {
            byEndpoint[endpoint] = indices.sorted { a, b in
                let (keyA, keyB) = (rules[a].buildKey, rules[b].buildKey)
                return keyA == keyB ? a < b : keyA < keyB
            }
        }
        return byEndpoint
    }

    private func providesDefaults(for other: FrozenRule) -> Bool {
        !parsed.rule.isBuildOnly && !parsed.rule.defaults.isEmpty && argumentNames == other.argumentNames
            && trace != other.trace
    }

    /// The rule's text without its converters: rules of one trace are one rule.
    private var trace: [String] {
        func texts(_ pieces: [RulePiece]) -> [String] {
            pieces.map { piece in
                switch piece {
                case .slash: "/"
                case .literal(let text): text
                case .variable(let name, _): "<\(name)>"
                }
            }
        }
        return texts(parsed.domain) + ["|"] + texts(parsed.path)
    }
}
