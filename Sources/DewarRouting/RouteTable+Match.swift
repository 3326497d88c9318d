package import DewarHTTP

extension RouteTable {
    /// Finds the rule for a request target as sent: what stands before `?`, percent-decoded if need be.
    ///
    /// - Parameter domain: the subdomain, or the host when the map matches hosts; nil for the default subdomain.
    package func match(_ method: Method, target: String, domain: String? = nil) -> Match {
        var (captures, target) = (Captures(), target)
        return Match(target.withUTF8 { find(method, target: $0, domain: domain, into: &captures) }, captures)
    }

    /// Finds the rule for a path that is decoded already.
    package func match(_ method: Method, path: String, domain: String? = nil) -> Match {
        var captures = Captures()
        return Match(find(method, path: path, domain: domain, into: &captures), captures)
    }

    /// Finds the rule for a target's bytes; the values for its view go where the caller has them, since copying them costs
    /// more than the search.
    package func find(
        _ method: Method, target: UnsafeBufferPointer<UInt8>, domain: String? = nil, into captures: inout Captures
    ) -> Found {
        let (length, isPlain) = PathText.measure(target)
        if isPlain { return find(method, UnsafeBufferPointer(rebasing: target[..<length]), domain, &captures) }
        return find(method, path: PathText.decoded(target[..<length]), domain: domain, into: &captures)
    }

    /// The same for a path that is decoded already.
    package func find(
        _ method: Method, path: String, domain: String? = nil, into captures: inout Captures
    ) -> Found {
        var path = path
        return path.withUTF8 { find(method, $0, domain, &captures) }
    }

    /// What a search comes to, as plain numbers.
    private enum Outcome {
        case found(Int)
        indirect case redirect(String)
        case nothing(allowed: UInt64)
    }

    @inline(__always)
    private func find(
        _ method: Method, _ path: UnsafeBufferPointer<UInt8>, _ domain: String?, _ captures: inout Captures
    ) -> Found {
        let bit = methods.bit(method)
        let outcome: Outcome =
            withUnsafeTemporaryAllocation(of: CaptureRange.self, capacity: maximumCaptures) { ranges in
                var search = RouteSearch(path: path, method: bit, captures: ranges)
                switch run(&search, domain) {
                case .none: return .nothing(allowed: search.allowed)
                case .redirect(let path): return .redirect(path)
                case .ending(let number):
                    let rule = Int(endings[number].rule)
                    let plan = plans[rule]
                    if plan.variableCount > 0 { captures.source = String(decoding: path, as: UTF8.self) }
                    for place in 0..<Int(plan.variableCount) {
                        let variable = variables[Int(plan.firstVariable) + place]
                        guard search.take(self, variable, at: place, domain, into: &captures) else {
                            return .nothing(allowed: search.allowed)
                        }
                    }
                    return .found(rule)
                }
            }
        switch outcome {
        case .found(let rule): return plans[rule].hasMore ? complete(rule, &captures, method) : .found(rule: rule)
        case .redirect(let path): return .redirect(RouteRedirect(path: PathText.quoted(path)))
        case .nothing(let allowed): return allowed == 0 ? .notFound : .methodNotAllowed(methods.methods(allowed))
        }
    }

    @inline(__always)
    private func run(_ search: inout RouteSearch, _ domain: String?) -> RouteSearch.Result {
        guard var domain, domain != defaultSubdomain || hostMatching else {
            return search.run(self, from: .node(defaultDomainNode))
        }
        return domain.withUTF8 { search.run(self, from: .domain($0)) }
    }

    /// What few rules need: defaults, and a redirect to the right URL.
    private func complete(_ index: Int, _ captures: inout Captures, _ method: Method) -> Found {
        let rule = rules[index]
        for (place, value) in rule.fixed { captures.replace(place, by: value) }
        for entry in rule.extra { captures.append(entry.value) }
        if redirectDefaults, let redirect = canonicalRedirect(from: rule, captures, method) {
            return .redirect(redirect)
        }
        return .found(rule: index)
    }
}
