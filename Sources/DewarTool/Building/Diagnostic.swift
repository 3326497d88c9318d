/// One message of the compiler or the linker.
struct Diagnostic: Sendable, Hashable, Codable {
    enum Severity: String, Sendable, Codable { case error, warning, note }

    var severity: Severity
    var message: String
    /// Where it is; nil for a message without a place, as those of the linker.
    var place: Place?
    /// The source line and what the compiler marked in it.
    var frame: Frame?
    /// What to write instead, in our words.
    var hint: String?
    /// Further places that belong to it.
    var notes: [Diagnostic] = []

    struct Place: Sendable, Hashable, Codable {
        var file: String
        var line: Int
        var column: Int
    }

    struct Frame: Sendable, Hashable, Codable {
        var source: String
        /// `             ^~~~` below it.
        var marks: String
    }

    /// Reads what `swift-frontend -diagnostic-style=llvm` or the linker printed. Notes join the message before them; a
    /// message said twice is kept once.
    static func parse(_ output: String) -> [Diagnostic] {
        var all: [Diagnostic] = []
        var lines = output.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = lines.popFirst() {
            guard var diagnostic = Diagnostic(line: line) else { continue }
            diagnostic.takeFrame(from: &lines)
            if diagnostic.severity == .note, !all.isEmpty {
                if !all[all.count - 1].notes.contains(diagnostic) { all[all.count - 1].notes.append(diagnostic) }
            } else if !all.contains(where: { $0.message == diagnostic.message && $0.place == diagnostic.place }) {
                all.append(diagnostic)
            }
        }
        return all
    }

    /// `app.swift:5:14: error: cannot find 'naem' in scope`, `ld.lld: error: undefined symbol: …`, `error: …`
    private init?(line: Substring) {
        for severity in [Severity.error, .warning, .note] {
            guard let range = line.firstRange(of: "\(severity.rawValue): ") else { continue }
            let before = line[..<range.lowerBound]
            let parts = before.split(separator: ":", omittingEmptySubsequences: false)
            self.init(severity: severity, message: String(line[range.upperBound...]))
            if parts.count >= 4, let line = Int(parts[parts.count - 3]), let column = Int(parts[parts.count - 2]) {
                let file = parts[..<(parts.count - 3)].joined(separator: ":")
                place = Place(file: file, line: line, column: column)
                return
            }
            if before.isEmpty || before == "ld.lld: " || before == "<unknown>:0: " { return }
        }
        return nil
    }

    init(severity: Severity, message: String, place: Place? = nil, hint: String? = nil) {
        self.severity = severity
        self.message = message
        self.place = place
        self.hint = hint
    }

    private mutating func takeFrame(from lines: inout ArraySlice<Substring>) {
        guard place != nil, lines.count >= 2 else { return }
        let source = lines[lines.startIndex]
        let marks = lines[lines.startIndex + 1]
        guard Diagnostic(line: source) == nil, marks.contains("^"), marks.allSatisfy({ " ~^\t".contains($0) })
        else { return }
        frame = Frame(source: String(source), marks: String(marks))
        lines = lines.dropFirst(2)
    }
}
