/// Lines of a skeleton that go into files which are there already, each above a line that is marked for it:
///
///     // dewar: blueprints
struct Insertions {
    /// An insertion whose lines are rendered.
    struct Ready: Hashable, Sendable {
        var path: String
        var mark: String
        var lines: [String]
    }

    /// What is to be inserted, in order.
    private(set) var ready: [Ready] = []
    /// The files as they will be.
    private(set) var changed: [String: String] = [:]
    /// What has no place: the mark is gone, or the file.
    private(set) var homeless: [Ready] = []

    /// - Parameter read: the text of a file of the project; nil if there is none.
    init(
        _ manifest: SkeletonManifest, _ variables: Variables, read: (String) -> String?
    ) throws(SkeletonFault) {
        for insertion in manifest.insertions ?? [] {
            guard try variables.holds(insertion.when) else { continue }
            let path = try ProjectPlan.rendered(insertion.path, variables)
            var lines: [String] = []
            for line in insertion.lines { lines.append(try variables.render(line, of: SkeletonManifest.fileName)) }
            let entry = Ready(path: path, mark: insertion.mark, lines: lines)
            let text = changed[path] ?? read(path)
            if text == nil && insertion.ifPresent == true { continue }
            ready.append(entry)
            guard let text, let inserted = Self.insert(lines, above: insertion.mark, in: text) else {
                homeless.append(entry)
                continue
            }
            changed[path] = inserted
        }
    }

    /// The text with the lines above the marked one, indented as that is; nil where no line is marked so.
    static func insert(_ lines: [String], above mark: String, in text: String) -> String? {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let index = rows.firstIndex(where: { isMark($0, mark) }) else { return nil }
        let indent = rows[index].prefix { $0 == " " || $0 == "\t" }
        rows.insert(contentsOf: lines.map { $0.isEmpty ? "" : indent + $0 }, at: index)
        return rows.joined(separator: "\n")
    }

    /// A comment that says `dewar: MARK` and nothing else, in Swift's way or the shell's.
    private static func isMark(_ line: String, _ mark: String) -> Bool {
        let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
        return words.count == 3 && ["//", "#"].contains(words[0]) && words[1] == "dewar:" && words[2] == mark
    }
}
