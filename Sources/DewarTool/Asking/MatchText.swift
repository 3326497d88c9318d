internal import DewarContract

/// Who answers a request, in words.
///
///     GET /users/5
///       user  /users/<int:id>  app.swift:7
///       id = 5
///
///       fits too, but is not asked:
///         name  /users/<name>  app.swift:9
///           it fits too, but an int is tried before a string
struct MatchText {
    var request: MatchRequest
    var answer: MatchListing

    func text(_ style: Style) -> String {
        "  " + style(request.text, .bold) + "\n"
            + (lines(style) + near(style)).map { $0.isEmpty ? "\n" : "    " + $0 + "\n" }.joined()
    }

    /// The rules beside it, each with what keeps it from answering.
    private func near(_ style: Style) -> [String] {
        guard let near = answer.near, !near.isEmpty else { return [] }
        let title = answer.outcome == .view ? "fits too, but is not asked:" : "came near:"
        return ["", style(title, .dim)]
            + near.flatMap { other in
                [
                    "  \(other.route.endpoint)  \(other.route.rule)  \(style(other.route.source, .dim))",
                    "    " + other.why,
                ]
            }
    }

    private func lines(_ style: Style) -> [String] {
        switch answer.outcome {
        case .view:
            guard let route = answer.route else { return [] }
            let arguments = (answer.arguments ?? []).map { "\($0.name) = \($0.value)" }
            return ["\(style(route.endpoint, .green))  \(route.rule)  \(style(route.source, .dim))"] + arguments
        case .redirect:
            return ["redirected to \(answer.location ?? "/")"]
        case .notFound:
            return [style("404", .yellow) + "  no rule matches this path"]
        case .methodNotAllowed:
            let allowed = (answer.allow ?? []).joined(separator: ", ")
            return [
                style("405", .yellow) + "  the path is there, but not for \(request.method)", "allowed: \(allowed)",
            ]
        }
    }
}
