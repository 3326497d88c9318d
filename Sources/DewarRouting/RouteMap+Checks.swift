package import DewarHTTP

/// What is checked before an app starts.
extension RouteMap {
    /// The names of a rule's arguments, in the order in which its view takes them: variables, then further defaults.
    package func argumentNames(ofRule index: Int) -> [String] {
        rules[index].variables.map(\.name) + rules[index].extraDefaults.map(\.name)
    }

    /// Checks that a view that takes these types after the request fits the rule.
    ///
    /// - Parameter taken: the types of arguments that somebody else takes, by name.
    package func check(
        _ types: [any PathConvertible.Type], taken: [String: any PathConvertible.Type] = [:], forRule index: Int
    ) throws(RoutingError) {
        let parsed = rules[index]
        let names = argumentNames(ofRule: index)
        let left = names.filter { taken[$0] == nil }
        guard left.count == types.count else {
            throw RoutingError(
                .wrongArgumentCount(variables: left, taken: types.map { "\($0)" }), rule: parsed.rule.text)
        }
        var own = types.makeIterator()
        let types = names.compactMap { taken[$0] ?? own.next() }
        for (variable, type) in zip(parsed.variables, types) where !type.acceptedKinds.contains(variable.converter.kind)
        {
            throw RoutingError(
                .wrongArgumentType(
                    variable: variable.name, converter: variable.converter.name, taken: "\(type)",
                    wanted: PathKind.allCases.first { type.acceptedKinds.contains($0) }),
                rule: parsed.rule.text, column: parsed.column(of: variable.name))
        }
        for (entry, type) in zip(parsed.extraDefaults, types.dropFirst(parsed.variables.count))
        where type.init(pathValue: entry.value) == nil {
            throw RoutingError(
                .wrongDefault(variable: entry.name, value: entry.value.text ?? "nil", taken: "\(type)"),
                rule: parsed.rule.text)
        }
    }

    /// The rules that lose requests to others of their shape: which methods, whether all of them, and the first to whom;
    /// in the order of registration.
    package func hidden() -> [(index: Int, methods: [Method], isWhole: Bool, by: Int)] {
        var seen: [RouteShape: [Int]] = [:]
        var found: [(index: Int, methods: [Method], isWhole: Bool, by: Int)] = []
        for (index, parsed) in rules.enumerated() where !parsed.rule.isBuildOnly {
            let wanted = parsed.wantedMethods
            let shape = RouteShape(parsed)
            let takers = seen[shape, default: []].filter { other in
                guard let methods = rules[other].methods else { return true }
                return wanted.contains(where: methods.contains)
            }
            if let first = takers.first {
                let lost = wanted.filter { method in takers.contains { rules[$0].methods?.contains(method) ?? true } }
                found.append((index, lost, lost.count == wanted.count, first))
            }
            seen[shape, default: []].append(index)
        }
        return found
    }
}

extension ParsedRule {
    /// A default that stands for a variable must be a value that the variable's converter can write into a URL.
    func checkDefaults() throws(RoutingError) {
        for entry in rule.defaults {
            guard let variable = variables.first(where: { $0.name == entry.name }) else { continue }
            guard variable.converter.text(entry.value) != nil else {
                throw RoutingError(
                    .refusedDefault(
                        variable: entry.name, value: entry.value.text ?? "nil", converter: variable.converter.name),
                    rule: rule.text, column: column(of: entry.name))
            }
        }
    }

    /// The variable's place in the rule, from 1; nil if it stands in the domain.
    func column(of variable: String) -> Int? {
        let scalars = Array(rule.text.unicodeScalars)
        let name = Array(variable.unicodeScalars)
        for start in scalars.indices where scalars[start...].starts(with: name + [">"]) {
            if let before = scalars[..<start].last, before == "<" || before == ":" { return start + 1 }
        }
        return nil
    }

    /// HEAD comes with GET by itself, and OPTIONS with every rule: neither makes a rule worth reaching.
    fileprivate var wantedMethods: [Method] {
        (methods ?? []).filter { !["HEAD", "OPTIONS"].contains($0.rawValue) }
    }
}

/// What a rule looks like to the tree: two rules of one shape fit the same paths.
private struct RouteShape: Hashable {
    let domain: [RouteStep]
    let path: [RouteStep]

    init(_ parsed: ParsedRule) {
        var count = 0
        domain = RouteStep.steps(parsed.domain, variables: &count)
        path = RouteStep.steps(parsed.path, variables: &count)
    }
}
