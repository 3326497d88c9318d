/// The compiler's messages as a person reads them, errors before warnings.
///
///     error: cannot find 'naem' in scope
///      --> app.swift:5:14
///       5 |     "Hello \(naem)"
///         |              ^~~~
///       hint: did you mean `name`?
struct DiagnosticText {
    /// Paths below it are shown relative to it.
    var root: String
    var style: Style
    /// How many messages are shown before the rest is only counted.
    var maximumCount = 10

    func text(_ diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.filter { $0.severity == .error }
        let shown = errors.isEmpty ? diagnostics : errors
        var text = shown.prefix(maximumCount).map(self.text).joined(separator: "\n")
        if shown.count > maximumCount { text += "\n  … and \(shown.count - maximumCount) more\n" }
        return text
    }

    func text(_ diagnostic: Diagnostic) -> String {
        var lines = [severity(of: diagnostic) + " " + style(diagnostic.message, .bold)]
        if let place = diagnostic.place {
            let file = Path.relative(place.file, to: root)
            lines.append(style(" -->", .blue) + " \(file):\(place.line):\(place.column)")
            lines += frame(diagnostic.frame, line: place.line)
        }
        for note in diagnostic.notes.prefix(2) { lines.append("  " + style("note:", .dim) + " " + note.message) }
        if let hint = diagnostic.hint { lines.append("  " + style("hint:", .bold, .cyan) + " " + hint) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func severity(of diagnostic: Diagnostic) -> String {
        switch diagnostic.severity {
        case .error: style("error:", .bold, .red)
        case .warning: style("warning:", .bold, .yellow)
        case .note: style("note:", .bold)
        }
    }

    private func frame(_ frame: Diagnostic.Frame?, line: Int) -> [String] {
        guard let frame else { return [] }
        let number = "  \(line) |"
        let gap = String(repeating: " ", count: number.count - 1) + "|"
        return [
            style(number, .blue) + " " + frame.source.replacing("\t", with: " "),
            style(gap, .blue) + " " + style(frame.marks.replacing("\t", with: " "), .red),
        ]
    }
}
