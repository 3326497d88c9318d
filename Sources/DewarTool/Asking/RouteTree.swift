internal import DewarContract

/// The routes as a tree of their segments.
///
///     /
///     ├─ users             GET, POST  users  app.swift:7
///     │  └─ <int:id>       GET        user   app.swift:5
struct RouteTree {
    private final class Node {
        var name: String
        var routes: [RouteListing] = []
        var children: [Node] = []

        init(_ name: String) { self.name = name }

        func child(_ name: String) -> Node {
            if let known = children.first(where: { $0.name == name }) { return known }
            children.append(Node(name))
            return children[children.count - 1]
        }
    }

    private let root = Node("/")
    private let methods: (RouteListing) -> String

    init(_ routes: [RouteListing], listsAllMethods: Bool) {
        methods = { RouteTable.methods($0, all: listsAllMethods) }
        for route in routes.sorted(by: { ($0.rule, $0.endpoint) < ($1.rule, $1.endpoint) }) {
            let ending = route.rule.hasSuffix("/") && route.rule != "/" ? "/" : ""
            let segments = route.rule.split(separator: "/").map(String.init)
            var node = root
            for (index, segment) in segments.enumerated() {
                node = node.child(index == segments.count - 1 ? segment + ending : segment)
            }
            node.routes.append(route)
        }
    }

    func text(_ style: Style) -> String {
        var rows: [[String]] = []
        add(root, branch: "", below: "", to: &rows)
        return Table.text(rows, indent: 2, styles: [[.bold], [.cyan], [], [.dim]], style)
    }

    private func add(_ node: Node, branch: String, below: String, to rows: inout [[String]]) {
        let name = branch + node.name
        if node.routes.isEmpty { rows.append([name]) }
        for (index, route) in node.routes.enumerated() {
            rows.append([index == 0 ? name : below, methods(route), route.endpoint, route.source])
        }
        for (index, child) in node.children.enumerated() {
            let isLast = index == node.children.count - 1
            add(
                child, branch: below + (isLast ? "└─ " : "├─ "), below: below + (isLast ? "   " : "│  "), to: &rows)
        }
    }
}
