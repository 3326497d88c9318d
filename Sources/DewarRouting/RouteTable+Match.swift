package import DewarHTTP

extension RouteTable {
    /// Finds the rule for a request target as sent: what stands before `?`, percent-decoded if need be.
    ///
    /// - Parameter domain: the subdomain, or the host when the map matches hosts; nil for the default subdomain.
    package func match(_ method: Method, target: String, domain: String? = nil) -> Match {
        var target = target
        return target.withUTF8 { bytes in
            let length = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
            let path = UnsafeBufferPointer(rebasing: bytes[..<length])
            guard PathText.needsDecoding(path) else { return match(method, path, domain: domain) }
            return match(method, path: PathText.decoded(path), domain: domain)
        }
    }

    /// Finds the rule for a path that is decoded already.
    package func match(_ method: Method, path: String, domain: String? = nil) -> Match {
        var path = path
        return path.withUTF8 { match(method, $0, domain: domain) }
    }

    private func match(_ method: Method, _ path: UnsafeBufferPointer<UInt8>, domain: String?) -> Match {
        let bit = methods.bit(method)
        return withUnsafeTemporaryAllocation(of: CaptureRange.self, capacity: max(1, maximumCaptures)) { ranges in
            guard var domain, domain != defaultSubdomain || hostMatching || defaultDomainNode < 0 else {
                var search = RouteSearch(table: self, path: path, domain: path, method: bit, captures: ranges)
                return outcome(search.run(from: defaultDomainNode), search, method, domain: nil)
            }
            let whole = domain
            return domain.withUTF8 { bytes in
                var search = RouteSearch(table: self, path: path, domain: bytes, method: bit, captures: ranges)
                return outcome(search.run(), search, method, domain: whole)
            }
        }
    }

    /// Turns what the search found into an answer: values converted, defaults added, redirects made.
    private func outcome(_ result: RouteSearch.Result, _ search: RouteSearch, _ method: Method, domain: String?)
        -> Match
    {
        switch result {
        case .redirect(let path): return .redirect(RouteRedirect(path: PathText.quoted(path)))
        case .none: return nothing(search)
        case .ending(let number):
            let index = Int(endings[number].rule)
            let rule = rules[index]
            var captures = Captures()
            for place in 0..<rule.variables.count {
                guard let value = search.value(rule.variables[place].converter, at: place) else {
                    return nothing(search)
                }
                captures.append(value)
            }
            for (place, value) in rule.fixed { captures[place] = value }
            for entry in rule.extra { captures.append(entry.value) }
            if redirectDefaults, rule.parsed.rule.isAlias || !rule.canonical.isEmpty,
                let redirect = canonicalRedirect(from: rule, captures, method)
            {
                return .redirect(redirect)
            }
            return .found(rule: index, captures)
        }
    }

    private func nothing(_ search: RouteSearch) -> Match {
        search.allowed == 0 ? .notFound : .methodNotAllowed(methods.methods(search.allowed))
    }
}
