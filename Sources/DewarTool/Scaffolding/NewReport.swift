/// What `dewar new` says when it is done.
struct NewReport {
    var name: ProjectName
    var skeleton: SkeletonManifest
    var plan: ProjectPlan
    var features: [String]
    var isDryRun: Bool
    /// What became of the first commit; nil where none was wanted.
    var history: ProjectHistory.Outcome?
    /// Lines to type next.
    var next: [String]

    /// The form for other programs.
    private struct Listing: Encodable {
        struct File: Encodable {
            var path: String
            var bytes: Int
        }

        var project: String
        var module: String
        var layout: String
        var features: [String]
        var created: Bool
        var committed: Bool
        var files: [File]
        var next: [String]
    }

    func tell(_ console: Console, asJSON: Bool) {
        switch (asJSON, isDryRun) {
        case (true, _): console.print(JSON.text(listing))
        case (false, true): console.print(dryRunText)
        case (false, false): console.talk(text(console.errors.style))
        }
    }

    private var listing: Listing {
        Listing(
            project: name.text, module: name.module, layout: skeleton.name, features: features, created: !isDryRun,
            committed: history == .committed,
            files: plan.files.map { .init(path: $0.path, bytes: $0.contents.count) }, next: next)
    }

    private var dryRunText: String {
        let rows = FileTree.rows(plan.files.map { ($0.path, "\($0.contents.count) bytes") })
        return "would create \(name.text)/\n" + Table.text(rows, indent: 2)
    }

    private func text(_ style: Style) -> String {
        let noted = skeleton.files?.map { [$0.path, $0.note] } ?? plan.files.map { [$0.path] }
        let created = style("created", .green) + " " + style(name.text + "/", .bold)
        let listing = Table.text(noted, indent: 4, styles: [[], [.dim]], style)
        let typed = next.isEmpty ? "" : "\n" + next.map { "  " + style($0, .cyan) + "\n" }.joined()
        let kept = history == .notCommitted ? "\n  git knows no name to commit with: `git commit` is yours to do\n" : ""
        return "  \(created)\n\(listing)\(kept)\(typed)"
    }
}

/// Paths as a tree: each folder on a line of its own, with what is in it below.
enum FileTree {
    static func rows(_ files: [(path: String, note: String)]) -> [[String]] {
        var rows: [[String]] = []
        var open: [Substring] = []
        for file in files.sorted(by: { $0.path < $1.path }) {
            let parts = file.path.split(separator: "/")
            var shared = 0
            while shared < min(open.count, parts.count - 1), open[shared] == parts[shared] { shared += 1 }
            for depth in shared..<parts.count - 1 {
                rows.append([String(repeating: "  ", count: depth) + parts[depth] + "/", ""])
            }
            open = Array(parts.dropLast())
            rows.append([String(repeating: "  ", count: parts.count - 1) + parts[parts.count - 1], file.note])
        }
        return rows
    }
}

/// `dewar new --list`
struct SkeletonList: Encodable {
    var layouts: [SkeletonManifest]
    var features: [SkeletonManifest]

    func text(_ style: Style) -> String {
        let described = layouts.map { layout in
            let with = (layout.features ?? []).joined(separator: ", ")
            let features = with.isEmpty ? [] : [["--with …", with]]
            return "  \(style(layout.name, .bold))  \(layout.description)\n"
                + Table.text(options(layout) + features, indent: 4)
        }
        let parts = features.flatMap {
            [["  " + $0.name, $0.description]] + options($0).map { ["  " + $0[0], $0[1]] }
        }
        return described.joined(separator: "\n") + "\n  \(style("--with", .bold))\n" + Table.text(parts, indent: 2)
    }

    private func options(_ manifest: SkeletonManifest) -> [[String]] {
        (manifest.questions ?? []).map { question in
            let kind = question.kind == .text ? "" : "; \(question.expected)"
            return ["--set \(question.name)=…", "\(question.question)\(kind) (\(question.default.text))"]
        }
    }
}
