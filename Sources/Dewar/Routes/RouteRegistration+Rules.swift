internal import DewarHTTP
internal import DewarRouting

extension RouteRegistration {
    /// The rules that lead to the view: its own first, then those of `.also`.
    func rules(endpoint: String) -> [Rule] {
        var own = Rule(rule, endpoint: endpoint, methods: answeredMethods)
        var others: [(text: String, defaults: KeyValuePairs<String, PathValue>)] = []
        for option in options {
            switch option {
            case .defaults(let defaults): own.defaults = RouteRegistration.list(defaults)
            case .also(let text, let defaults): others.append((text, defaults))
            case .strictSlashes(let isStrict): own.strictSlashes = isStrict
            case .mergeSlashes(let merges): own.mergeSlashes = merges
            case .subdomain(let subdomain): own.subdomain = subdomain
            case .host(let host): own.host = host
            case .buildOnly: own.isBuildOnly = true
            case .automaticOptions, .maximumBodyBytes, .blocking: break
            }
        }
        return [own]
            + others.map { other in
                var rule = own
                rule.text = other.text
                rule.defaults = RouteRegistration.list(other.defaults)
                return rule
            }
    }

    /// Whether the framework answers OPTIONS for the view (Flask: provide_automatic_options).
    var answersOptions: Bool {
        if methods.contains(.options) { return false }
        for case .automaticOptions(let answers) in options { return answers }
        return true
    }

    /// The largest body that the view reads, in bytes.
    var maximumBodyBytes: Int? {
        for case .maximumBodyBytes(let count) in options { return count }
        return nil
    }

    /// The host that it answers for.
    var host: String? {
        for case .host(let host) in options { return host }
        return nil
    }

    /// Whether the view runs on a thread of its own.
    var blocks: Bool {
        for case .blocking in options { return true }
        return false
    }

    private var answeredMethods: [Method] { answersOptions ? methods + [.options] : methods }

    private static func list(_ defaults: KeyValuePairs<String, PathValue>) -> [Rule.Default] {
        defaults.map { Rule.Default($0.key, $0.value) }
    }
}
