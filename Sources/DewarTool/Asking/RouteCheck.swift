internal import DewarContract

/// The rules that lose requests to others, as `dewar routes --check` tells them: one a paragraph, its place first.
///
///     app.swift:9: /users/<name> is never reached
///       GET /users/<id> is registered before it, at app.swift:5
struct RouteCheck {
    let hidden: [RouteListing]

    init(_ routes: [RouteListing]) {
        hidden = routes.filter { $0.hidden != nil }
    }

    func text(_ style: Style) -> String {
        hidden.compactMap { route in
            guard let by = route.hidden else { return nil }
            let methods = by.methods.joined(separator: ", ")
            let lost = by.isWhole ? "is never reached" : "is never reached by \(methods)"
            let what = by.rule == route.rule ? "the same rule" : by.rule
            return "  \(style(route.source, .bold)): \(route.rule) \(style(lost, .yellow))\n"
                + "    \(what) is registered before it, at \(by.source)\n"
        }.joined()
    }

    var problem: Problem {
        Problem(
            hidden.count == 1 ? "a rule is hidden" : "\(hidden.count) rules are hidden",
            hint: "take them away, or give them another path or other methods")
    }
}
