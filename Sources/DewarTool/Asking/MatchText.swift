internal import DewarContract

/// Who answers a request, in words.
///
///     GET /users/5
///       user  /users/<int:id>  app.swift:7
///       id = 5
struct MatchText {
    var request: MatchRequest
    var answer: MatchListing

    func text(_ style: Style) -> String {
        "  " + style(request.text, .bold) + "\n" + lines(style).map { "    " + $0 + "\n" }.joined()
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
