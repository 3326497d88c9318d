// Turns facts about the set-up into sentences: what is wrong, why, what to do.

extension SetUpProblem {
    /// The message, its first line with the place as compilers write it.
    package func sentence(at place: Place?) -> String {
        let start = place.map { "\($0): " } ?? ""
        let hint = hint.map { "\n  hint: \($0)" } ?? ""
        return "\(start)\(isWarning ? "warning" : "error"): \(what)\(hint)"
    }

    private var what: String {
        switch self {
        case .registeredAfterStart: "this was registered after the app had started, so it has no effect"
        case .rule(let error): error.description.split(separator: "\n").joined(separator: "\n  ")
        case .unreachable(let rule, let other, let otherPlace):
            "no request reaches '\(rule)': '\(other)', registered at \(otherPlace), takes them all"
        case .argumentOrder(let rule, let names, let other, let otherNames):
            "the rule '\(rule)' brings its arguments as \(SetUpProblem.list(names)), but '\(other)', whose view it shares, "
                + "as \(SetUpProblem.list(otherNames))"
        case .endpointTwice(let name, let rule, let other, let otherPlace):
            "the endpoint '\(name)' of '\(rule)' belongs to '\(other)' already, registered at \(otherPlace)"
        case .dottedName(let kind, let name): "the name '\(name)' of \(kind) holds a dot"
        case .blueprintTwice(let name, let otherPlace):
            "a blueprint '\(name)' is registered already, at \(otherPlace)"
        case .blueprintInItself(let name): "the blueprint '\(name)' is registered inside itself"
        case .serverNameMissing(let rule): "'\(rule)' answers on a subdomain, but of which server is not known"
        case .commandTwice(let name, let otherPlace):
            "there is a command '\(name)' already, registered at \(otherPlace)"
        case .configuration(let problem): problem.what
        case .extensionFailed(let name, let reason): "the extension \(name) could not be taken into use: \(reason)"
        }
    }

    private var hint: String? {
        switch self {
        case .registeredAfterStart: "register before app.run(), or before the test client's first request"
        case .rule, .extensionFailed: nil
        case .configuration(let problem): problem.hint
        case .unreachable: "take one of them away, or let them answer different methods"
        case .argumentOrder: "give both the same arguments in the same order, those of defaults last"
        case .endpointTwice: "give one of the two another name: name: \"…\""
        case .dottedName: "dots join the names of blueprints and endpoints: choose one without"
        case .blueprintTwice: "register it under another name: register(…, name: \"…\")"
        case .blueprintInItself: "register it on the app, or on another blueprint"
        case .serverNameMissing: "app.config.serverName = \"example.com\", or SERVER_NAME in the environment"
        case .commandTwice: "give one of the two another name"
        }
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
}
