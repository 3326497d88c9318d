internal import DewarContract

/// `dewar routes`: every endpoint of the app, or the one that answers a request.
struct RoutesCommand: Command {
    enum Order: String, CaseIterable {
        case rule, endpoint, match
    }

    var app: String?
    var order = Order.rule
    var listsAllMethods = false
    var request: String?
    var filter = RouteFilter()
    var checks = false
    var isTree = false
    var isVerbose = false
    var isJSON = false

    static let manual = Manual(
        name: "routes", summary: "List every endpoint: methods, rule, endpoint, file:line",
        description: """
            The app is built if need be and asked; no port is opened.
            With --match, the app tells which view would answer a request, and with what arguments, or why none does,
            and which rules fit too or came near; the exit code is 1 where no view answers.
            With --check, it tells the rules that others hide; the exit code is 1 where there are any.
            --json is an array of objects with methods, rule, endpoint and source (file:line), and where there are any
            blueprint, host, subdomain, hooks and hidden (the rule that takes its requests away).
            """,
        examples: [
            .init("dewar routes", "the app in this folder, sorted by rule"),
            .init("dewar routes --sort match", "in the order in which the rules are tried"),
            .init("dewar routes --match 'GET /users/5'", "which view answers, with what arguments"),
            .init("dewar routes --grep user --method post", "some of them"),
            .init("dewar routes --check", "for CI: ends with 1 where a rule is hidden"),
            .init("dewar routes --json | jq '.[].rule'", "for other programs"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .optional("APP", \.app, "The app's file or folder; the one here if left out"),
            .choice("--sort", "BY", \.order, "rule, endpoint or match, the order of trying (rule)"),
            .toggle("--all-methods", \.listsAllMethods, "List HEAD and OPTIONS too, which come by themselves"),
            .text("--match", "REQUEST", \.request, "Tell who answers a request: 'GET /users/5'; GET if left out"),
            .text("--grep", "TEXT", \.filter.text, "Only those with TEXT in rule, endpoint or source"),
            .text("--blueprint", "NAME", \.filter.blueprint, "Only those of a blueprint"),
            .text("--method", "METHOD", \.filter.method, "Only those that answer a method"),
            .toggle("--check", \.checks, "Tell which rules are hidden by others; ends with 1 where there are any"),
            .toggle("--tree", \.isTree, "As a tree of the paths"),
            .toggle("--verbose", \.isVerbose, "Tell the hooks that a request passes, too"),
            .toggle("--json", \.isJSON, "Tell it as JSON, on standard output"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let request = try request.map(MatchRequest.init)
        let app = try AppInquiry(at: app, console)
        let places = SourcePlaces(app.project)
        if let request { return tell(located(try app.match(request.text), places), of: request, console) }
        let all = try app.routes().map(places.located)
        let routes = sorted(all.filter(filter.takes))
        if routes.isEmpty, !filter.isEmpty { throw filter.problem(among: all) }
        return checks ? try check(routes, console) : tell(routes, console)
    }

    private func tell(_ answer: MatchListing, of request: MatchRequest, _ console: Console) -> ExitCode {
        console.print(
            isJSON ? JSON.text(answer) : MatchText(request: request, answer: answer).text(console.output.style))
        return answer.outcome == .view || answer.outcome == .redirect ? .done : .failed
    }

    private func check(_ routes: [RouteListing], _ console: Console) throws -> ExitCode {
        let check = RouteCheck(routes)
        if isJSON {
            console.print(JSON.text(check.hidden))
        } else {
            console.print(check.text(console.output.style))
        }
        guard check.hidden.isEmpty else { throw check.problem }
        console.talk("  \(routes.count) routes, none is hidden")
        return .done
    }

    private func tell(_ routes: [RouteListing], _ console: Console) -> ExitCode {
        let style = console.output.style
        if isJSON {
            console.print(JSON.text(routes))
        } else if isTree {
            console.print(RouteTree(routes, listsAllMethods: listsAllMethods).text(style))
        } else {
            let table = RouteTable(routes, listsAllMethods: listsAllMethods, listsHooks: isVerbose)
            console.print(table.text(style, width: console.output.columns))
        }
        let hidden = routes.count { $0.hidden != nil }
        if hidden > 0 { console.talk("  \(hidden) hidden by others: `dewar routes --check` tells which") }
        return .done
    }

    private func located(_ answer: MatchListing, _ places: SourcePlaces) -> MatchListing {
        var answer = answer
        answer.route = answer.route.map(places.located)
        answer.near = answer.near?.map { MatchListing.Near(places.located($0.route), why: $0.why) }
        return answer
    }

    private func sorted(_ routes: [RouteListing]) -> [RouteListing] {
        switch order {
        case .match: routes
        case .rule: routes.sorted { ($0.rule, $0.endpoint) < ($1.rule, $1.endpoint) }
        case .endpoint: routes.sorted { ($0.endpoint, $0.rule) < ($1.endpoint, $1.rule) }
        }
    }
}

/// `GET /users/5`, or `/users/5` alone.
struct MatchRequest: Hashable {
    var method = "GET"
    var target: String

    var text: String { "\(method) \(target)" }

    init(_ text: String) throws(InquiryFault) {
        let words = text.split(separator: " ").map(String.init)
        guard let last = words.last, words.count <= 2, last.hasPrefix("/") || last.contains("://") else {
            throw .noRequest(text)
        }
        target = last
        if words.count == 2 { method = words[0].uppercased() }
    }
}
