internal import DewarContract

/// The endpoints of an app in aligned columns; where they are wider than the terminal, two lines an endpoint.
///
///     METHODS  RULE              ENDPOINT  SOURCE
///     GET      /                 index     app.swift:4
struct RouteTable {
    private var routes: [RouteListing]
    private var listsAllMethods: Bool
    private var listsHooks: Bool

    init(_ routes: [RouteListing], listsAllMethods: Bool, listsHooks: Bool = false) {
        self.routes = routes
        self.listsAllMethods = listsAllMethods
        self.listsHooks = listsHooks
    }

    private struct Column {
        var title: String
        var cell: (RouteListing) -> String
        var marks: [Style.Mark] = []
        /// Whether the column is left out where every cell is empty.
        var isOnlyWhenUsed = false
    }

    private var columns: [Column] {
        [
            Column(title: "METHODS", cell: { RouteTable.methods($0, all: listsAllMethods) }, marks: [.cyan]),
            Column(title: "HOST", cell: { $0.host ?? "" }, isOnlyWhenUsed: true),
            Column(title: "SUBDOMAIN", cell: { $0.subdomain ?? "" }, isOnlyWhenUsed: true),
            Column(title: "RULE", cell: \.rule, marks: [.bold]),
            Column(title: "ENDPOINT", cell: \.endpoint),
            Column(title: "SOURCE", cell: \.source, marks: [.dim]),
        ]
    }

    /// - Parameter width: of the terminal, in characters; nil where nobody looks.
    func text(_ style: Style, width: Int? = nil) -> String {
        guard !routes.isEmpty else { return "  no routes yet\n" }
        let used = columns.filter { column in
            !column.isOnlyWhenUsed || routes.contains { !column.cell($0).isEmpty }
        }
        let rows = [used.map(\.title)] + routes.map { route in used.map { $0.cell(route) } }
        let plain = Table.text(rows, indent: 2).split(separator: "\n").map(String.init)
        if let width, plain.contains(where: { $0.count > width }) { return narrow(style) }
        let marked = Table.text(rows, indent: 2, styles: used.map(\.marks), style).split(separator: "\n")
        let lines = zip(marked.dropFirst(), routes).map { String($0) + "\n" + further($1, style) }
        return style(plain[0], .dim) + "\n" + lines.joined()
    }

    /// The rule on one line, endpoint and source below it.
    private func narrow(_ style: Style) -> String {
        let methods = routes.map { RouteTable.methods($0, all: listsAllMethods) }
        let width = min(methods.map(\.count).max() ?? 0, 16)
        return zip(routes, methods).map { route, methods in
            let gap = String(repeating: " ", count: max(width - methods.count, 0) + 2)
            let host = route.host ?? route.subdomain.map { $0 + "." } ?? ""
            return "  \(style(methods, .cyan))\(gap)\(style(host + route.rule, .bold))\n"
                + String(repeating: " ", count: width + 4) + "\(route.endpoint)  \(style(route.source, .dim))\n"
                + further(route, style)
        }.joined()
    }

    /// The lines below a route: its hooks, where they are asked for.
    private func further(_ route: RouteListing, _ style: Style) -> String {
        guard listsHooks else { return "" }
        return (route.hooks ?? []).map { "      " + style($0, .dim) + "\n" }.joined()
    }

    /// HEAD and OPTIONS come by themselves and are left out, unless there is nothing else.
    static func methods(_ route: RouteListing, all: Bool) -> String {
        let shown = all ? route.methods : route.methods.filter { $0 != "HEAD" && $0 != "OPTIONS" }
        return (shown.isEmpty ? route.methods : shown).joined(separator: ", ")
    }
}
