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
    var isJSON = false

    static let manual = Manual(
        name: "routes", summary: "List every endpoint: methods, rule, endpoint, file:line",
        description: """
            The app is built if need be and asked; no port is opened.
            With --match, the app tells which view would answer a request, and with what arguments, or why none does;
            the exit code is 1 where none does.
            """,
        examples: [
            .init("dewar routes", "the app in this folder, sorted by rule"),
            .init("dewar routes --sort match", "in the order in which the rules are tried"),
            .init("dewar routes --match 'GET /users/5'", "which view answers, with what arguments"),
            .init("dewar routes --json | jq '.[].rule'", "for other programs"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .optional("APP", \.app, "The app's file or folder; the one here if left out"),
            .choice("--sort", "BY", \.order, "rule, endpoint or match, the order of trying (rule)"),
            .toggle("--all-methods", \.listsAllMethods, "List HEAD and OPTIONS too, which come by themselves"),
            .text("--match", "REQUEST", \.request, "Tell who answers a request: 'GET /users/5'; GET if left out"),
            .toggle("--json", \.isJSON, "Tell it as JSON, on standard output"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let request = try request.map(MatchRequest.init)
        let app = try AppInquiry(at: app, console)
        if let request {
            let answer = try app.match(request.text)
            console.print(
                isJSON ? JSON.text(answer) : MatchText(request: request, answer: answer).text(console.output.style))
            return answer.outcome == .view || answer.outcome == .redirect ? .done : .failed
        }
        let routes = sorted(try app.routes())
        console.print(
            isJSON ? JSON.text(routes) : RouteTable(routes, listsAllMethods: listsAllMethods).text(console.output.style)
        )
        return .done
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
