/// What `dewar add` says when it is done.
struct AddReport {
    var addition: Addition
    var isDryRun: Bool
    /// Lines to type next.
    var next: [String]

    /// The form for other programs.
    struct Listing: Encodable {
        var created: [String]
        var changed: [String]
        var isDryRun: Bool
        var next: [String]
    }

    var listing: Listing {
        Listing(
            created: addition.plan.files.map(\.path), changed: addition.insertions.changed.keys.sorted(),
            isDryRun: isDryRun, next: next)
    }

    func text(_ style: Style) -> String {
        let would = isDryRun ? "would be " : ""
        let created = listing.created.map { "  \(style(would + "created", .green))  \($0)\n" }
        let changed = listing.changed.map { path in
            "  \(style(would + "changed", .yellow))  \(path)\n"
                + addition.insertions.ready.filter { $0.path == path }.flatMap(\.lines).map { "    + \($0)\n" }.joined()
        }
        let typed = next.isEmpty ? "" : "\n" + next.map { "  " + style($0, .cyan) + "\n" }.joined()
        return created.joined() + changed.joined() + typed
    }
}
