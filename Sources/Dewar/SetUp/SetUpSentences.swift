// Turns facts about the set-up into sentences: what is wrong, why, what to do.

extension SetUpProblem {
    /// The message, its first line with the place as compilers write it.
    package func sentence(at place: Place?) -> String {
        let (what, hint) = words
        let start = place.map { "\($0): " } ?? ""
        return "\(start)error: \(what)" + (hint.map { "\n  hint: \($0)" } ?? "")
    }

    private var words: (what: String, hint: String?) {
        switch self {
        case .registeredAfterStart:
            ("this was registered after the app had started, so it has no effect", "register before app.run()")
        case .argumentCount(let rule, let names, let takes):
            (
                "the rule '\(rule)' has \(counted(names.count, "argument"))\(listed(names)), "
                    + "but its view takes \(takes.count)\(listed(takes)) after the request",
                "write { (request\(names.map { ", \($0): …" }.joined())) in"
            )
        case .argumentType(let rule, let name, let converter, let type, let suggestion):
            (
                "in the rule '\(rule)' the argument '\(name)' is \(converter), but its view takes it as \(type)",
                suggestion
            )
        case .endpointTwice(let name, let rule, let other, let otherPlace):
            (
                "the endpoint '\(name)' of '\(rule)' belongs to '\(other)' already, registered at \(otherPlace)",
                "give one of the two another name: name: \"…\""
            )
        case .secretKeyMissing:
            (
                "the session needs a secret key to sign its cookie",
                "app.config.secretKey = …, or SECRET_KEY in the environment or in .env"
            )
        }
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        count == 0 ? "no \(noun)s" : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private func listed(_ names: [String]) -> String { names.isEmpty ? "" : " (\(names.joined(separator: ", ")))" }
}
