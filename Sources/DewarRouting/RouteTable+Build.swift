package import DewarHTTP

extension RouteTable {
    /// How a URL is wanted.
    package struct BuildOptions: Sendable {
        /// Only rules for this method; nil prefers those for `GET`.
        package var method: Method?
        /// With scheme and host, always.
        package var isExternal = false
        /// Values that are no variables go into the query; if not they are left out.
        package var appendsUnknown = true
        /// The scheme of an absolute URL; nil for that of the request.
        package var scheme: String?

        package init(
            method: Method? = nil, isExternal: Bool = false, appendsUnknown: Bool = true, scheme: String? = nil
        ) {
            self.method = method
            self.isExternal = isExternal
            self.appendsUnknown = appendsUnknown
            self.scheme = scheme
        }
    }

    /// The URL of an endpoint: a path, or an absolute URL where it is on another host or wanted so (Flask: url_for).
    package func build(
        _ endpoint: String, _ values: URLValues = [:], on binding: URLBinding, _ options: BuildOptions = BuildOptions()
    ) throws(RoutingError) -> String {
        let built = try parts(endpoint, values, binding, options)
        let isHere = hostMatching ? built.domain == binding.serverName : built.domain == binding.domain
        if isHere, !options.isExternal { return binding.relative(built.path) }
        return binding.absolute(built.domain, built.path, scheme: options.scheme ?? binding.scheme)
    }

    private func parts(
        _ endpoint: String, _ values: URLValues, _ binding: URLBinding, _ options: BuildOptions
    ) throws(RoutingError) -> BuiltURL {
        guard let indices = rulesByEndpoint[endpoint] else {
            throw RoutingError(.unknownEndpoint(endpoint, known: rulesByEndpoint.keys.sorted()))
        }
        for method in options.method.map({ [$0] }) ?? [.get, nil] {
            let bit = method.map { methods.bit($0) } ?? MethodBits.all
            var first: BuiltURL?
            for index in indices
            where methods.bits(rules[index].parsed.methods) & bit != 0 && rules[index].suits(values) {
                let built = try rules[index].build(
                    values, appendsUnknown: options.appendsUnknown, sorted: sortParameters)
                if !hostMatching || built.domain == binding.serverName { return built }
                if first == nil { first = built }
            }
            if let first { return first }
        }
        throw whyNone(endpoint, indices, values, options.method)
    }

    private func whyNone(_ endpoint: String, _ indices: [Int], _ values: URLValues, _ method: Method?) -> RoutingError {
        let missing = indices.map { rules[$0].missing(values) }
        guard !missing.contains([]), let fewest = missing.min(by: { $0.count < $1.count }) else {
            return RoutingError(.noRuleFits(endpoint: endpoint, method: method))
        }
        return RoutingError(.missingValues(endpoint: endpoint, fewest))
    }

    /// Where a match is sent because another rule of the endpoint is its right URL: an alias, or met defaults.
    func canonicalRedirect(from rule: FrozenRule, _ captures: Captures, _ method: Method) -> RouteRedirect? {
        var values = URLValues()
        for (place, variable) in rule.variables.enumerated() { values[variable.name] = captures[place] }
        for (place, entry) in rule.extra.enumerated() { values[entry.name] = captures[rule.variables.count + place] }
        let bit = methods.bit(method)
        if rule.parsed.rule.isAlias {
            for index in rulesByEndpoint[rule.parsed.rule.endpoint] ?? [] where index != rule.index {
                guard methods.bits(rules[index].parsed.methods) & bit != 0, rules[index].suits(values) else { continue }
                guard let built = try? rules[index].build(values, appendsUnknown: false, sorted: false) else {
                    continue
                }
                return RouteRedirect(path: built.path, domain: built.domain)
            }
            return nil
        }
        for index in rule.canonical {
            guard methods.bits(rules[index].parsed.methods) & bit != 0, rules[index].suits(values) else { continue }
            guard let built = try? rules[index].build(values, appendsUnknown: true, sorted: sortParameters) else {
                continue
            }
            return RouteRedirect(path: built.path, domain: built.domain)
        }
        return nil
    }
}

/// A built URL's subdomain or host, and its path with the query.
struct BuiltURL {
    var domain: String
    var path: String
}

extension FrozenRule {
    /// Whether the values are enough, and do not contradict the defaults.
    func suits(_ values: URLValues) -> Bool {
        guard missing(values).isEmpty else { return false }
        return parsed.rule.defaults.allSatisfy { entry in
            !values.contains(entry.name) || values.first(entry.name)?.isSameDefault(as: entry.value) == true
        }
    }

    /// The arguments that have neither value nor default.
    func missing(_ values: URLValues) -> [String] {
        variables.map(\.name).filter { name in
            !values.contains(name) && !parsed.rule.defaults.contains { $0.name == name }
        }
    }

    func build(_ values: URLValues, appendsUnknown: Bool, sorted: Bool) throws(RoutingError) -> BuiltURL {
        let domain = try text(parsed.domain, values)
        let path = "/" + (try text(parsed.path, values))
        guard appendsUnknown else { return BuiltURL(domain: domain, path: path) }
        return BuiltURL(domain: domain, path: path + query(values, sorted: sorted))
    }

    private func text(_ pieces: [RulePiece], _ values: URLValues) throws(RoutingError) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .slash: text += "/"
            case .literal(let literal): text += PathText.quoted(literal)
            case .variable(let name, let converter):
                let value = parsed.rule.defaults.first { $0.name == name }?.value ?? values.first(name) ?? .null
                guard let piece = converter.text(value) else { throw converter.refusal(of: value, for: name) }
                text += piece
            }
        }
        return text
    }

    private func query(_ values: URLValues, sorted: Bool) -> String {
        var pairs: [(String, String)] = []
        for (name, list) in zip(values.names, values.values) where !argumentNames.contains(name) {
            for value in list { if let text = value.text { pairs.append((name, text)) } }
        }
        if sorted { pairs.sort { $0 < $1 } }
        let query = QueryString.encode(pairs)
        return query.isEmpty ? "" : "?\(query)"
    }
}

extension VariableConverter {
    /// The converter's name, as a rule writes it.
    var name: String {
        switch self {
        case .string: "string"
        case .path: "path"
        case .any: "any"
        case .int: "int"
        case .float: "float"
        case .uuid: "uuid"
        case .own(let name, _, _): name
        }
    }

    fileprivate func refusal(of value: PathValue, for variable: String) -> RoutingError {
        var choices: [String] = []
        if case .any(let all) = self { choices = all }
        return RoutingError(
            .refusedValue(variable: variable, value: value.text ?? "nil", converter: name, choices: choices))
    }
}
