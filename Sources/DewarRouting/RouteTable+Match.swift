package import DewarHTTP

extension RouteTable {
    /// Finds the rule for a request target as sent: what stands before `?`, percent-decoded if need be.
    ///
    /// - Parameter domain: the subdomain, or the host when the map matches hosts; nil for the default subdomain.
    package func match(_ method: Method, target: String, domain: String? = nil) -> Match {
        var text = target
        let (length, isPlain) = text.withUTF8 { PathText.measure($0) }
        if isPlain { return match(method, text, length: length, domain: domain) }
        return match(method, path: text.withUTF8 { PathText.decoded($0[..<length]) }, domain: domain)
    }

    /// Finds the rule for a path that is decoded already.
    package func match(_ method: Method, path: String, domain: String? = nil) -> Match {
        match(method, path, length: path.utf8.count, domain: domain)
    }

    /// What a search comes to, as plain numbers.
    private enum Outcome {
        case found(Int)
        case redirect
        case nothing(allowed: UInt64)
    }

    private func match(_ method: Method, _ text: String, length: Int, domain: String?) -> Match {
        let bit = methods.bit(method)
        var captures = Captures(source: text)
        var newPath = ""
        var bytes = text
        let outcome: Outcome = bytes.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: CaptureRange.self, capacity: maximumCaptures) { ranges in
                let path = UnsafeBufferPointer(rebasing: bytes[..<length])
                var search = RouteSearch(table: self, path: path, method: bit, captures: ranges)
                switch run(&search, domain) {
                case .none: return .nothing(allowed: search.allowed)
                case .redirect(let path):
                    newPath = path
                    return .redirect
                case .ending(let number):
                    let rule = Int(endings[number].rule)
                    let plan = plans[rule]
                    for place in 0..<Int(plan.variableCount) {
                        let variable = variables[Int(plan.firstVariable) + place]
                        guard search.take(variable, at: place, domain, into: &captures) else {
                            return .nothing(allowed: search.allowed)
                        }
                    }
                    return .found(rule)
                }
            }
        }
        switch outcome {
        case .found(let rule):
            return plans[rule].hasMore ? complete(rule, captures, method) : .found(rule: rule, captures)
        case .redirect: return .redirect(RouteRedirect(path: PathText.quoted(newPath)))
        case .nothing(let allowed): return allowed == 0 ? .notFound : .methodNotAllowed(methods.methods(allowed))
        }
    }

    @inline(__always)
    private func run(_ search: inout RouteSearch, _ domain: String?) -> RouteSearch.Result {
        guard var domain, domain != defaultSubdomain || hostMatching else { return search.run(from: defaultDomainNode) }
        return domain.withUTF8 { search.run(domain: $0) }
    }

    /// What few rules need: defaults, and a redirect to the right URL.
    private func complete(_ index: Int, _ captures: Captures, _ method: Method) -> Match {
        let rule = rules[index]
        var captures = captures
        for (place, value) in rule.fixed { captures.replace(place, by: value) }
        for entry in rule.extra { captures.append(entry.value) }
        if redirectDefaults, let redirect = canonicalRedirect(from: rule, captures, method) {
            return .redirect(redirect)
        }
        return .found(rule: index, captures)
    }
}
