internal import DewarContract

/// The endpoints of an app in aligned columns.
///
///     METHODS  RULE              ENDPOINT  SOURCE
///     GET      /                 index     app.swift:4
struct RouteTable {
    private var routes: [RouteListing]
    private var listsAllMethods: Bool

    init(_ routes: [RouteListing], listsAllMethods: Bool) {
        self.routes = routes
        self.listsAllMethods = listsAllMethods
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
            Column(title: "METHODS", cell: methods, marks: [.cyan]),
            Column(title: "HOST", cell: { $0.host ?? "" }, isOnlyWhenUsed: true),
            Column(title: "SUBDOMAIN", cell: { $0.subdomain ?? "" }, isOnlyWhenUsed: true),
            Column(title: "RULE", cell: \.rule, marks: [.bold]),
            Column(title: "ENDPOINT", cell: \.endpoint),
            Column(title: "SOURCE", cell: \.source, marks: [.dim]),
        ]
    }

    func text(_ style: Style) -> String {
        guard !routes.isEmpty else { return "  no routes yet\n" }
        let used = columns.filter { column in
            !column.isOnlyWhenUsed || routes.contains { !column.cell($0).isEmpty }
        }
        let head = Table.text([used.map(\.title)] + rows(used), indent: 2).split(separator: "\n").first ?? ""
        let body = Table.text([used.map(\.title)] + rows(used), indent: 2, styles: used.map(\.marks), style)
        return style(String(head), .dim) + "\n" + body.drop { $0 != "\n" }.dropFirst()
    }

    private func rows(_ used: [Column]) -> [[String]] {
        routes.map { route in used.map { $0.cell(route) } }
    }

    private func methods(_ route: RouteListing) -> String {
        let shown = listsAllMethods ? route.methods : route.methods.filter { $0 != "HEAD" && $0 != "OPTIONS" }
        return (shown.isEmpty ? route.methods : shown).joined(separator: ", ")
    }
}
