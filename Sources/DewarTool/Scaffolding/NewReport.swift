/// What `dewar new` says when it is done.
struct NewReport {
    var name: ProjectName
    var skeleton: SkeletonManifest
    var plan: ProjectPlan
    var isDryRun: Bool
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
        var created: Bool
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
            project: name.text, module: name.module, layout: skeleton.name, created: !isDryRun,
            files: plan.files.map { .init(path: $0.path, bytes: $0.contents.count) }, next: next)
    }

    private var dryRunText: String {
        let rows = plan.files.map { [$0.path, "\($0.contents.count) bytes"] }
        return "would create \(name.text)/\n" + Table.text(rows, indent: 2)
    }

    private func text(_ style: Style) -> String {
        let noted = skeleton.files?.map { [$0.path, $0.note] } ?? plan.files.map { [$0.path] }
        let created = style("created", .green) + " " + style(name.text + "/", .bold)
        let listing = Table.text(noted, indent: 4, styles: [[], [.dim]], style)
        let typed = next.isEmpty ? "" : "\n" + next.map { "  " + style($0, .cyan) + "\n" }.joined()
        return "  \(created)\n\(listing)\(typed)"
    }
}

/// `dewar new --list`
enum SkeletonList {
    static func text(_ manifests: [SkeletonManifest], _ style: Style) -> String {
        manifests.map { manifest in
            let questions = (manifest.questions ?? []).map { ["--set \($0.name)=…", $0.question] }
            return "  \(style(manifest.name, .bold))  \(manifest.description)\n" + Table.text(questions, indent: 4)
        }.joined(separator: "\n")
    }
}
