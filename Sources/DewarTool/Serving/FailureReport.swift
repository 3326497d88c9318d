internal import DewarContract

/// A failure as the browser, the terminal and other programs are told it: the same facts in one form.
struct FailureReport: Sendable, Hashable, Codable {
    /// `build`, `crash`, `setup` or `problem`.
    var kind: String
    /// `the build failed`
    var title: String
    var items: [Item]

    /// One thing that is wrong.
    struct Item: Sendable, Hashable, Codable {
        var message: String
        /// Below the project's folder, if it lies there.
        var file: String?
        var line: Int?
        var column: Int?
        /// The source line, and what is marked in it.
        var source: String?
        var marks: String?
        var hint: String?
        /// Further lines: notes, the backtrace.
        var details: [String] = []
    }

    /// The form for a terminal without colours, and for `Accept: text/plain`.
    var text: String {
        let parts = items.map { item in
            var lines = ["error: \(item.message)"]
            if let file = item.file, let line = item.line {
                lines.append(" --> \(file):\(line)" + (item.column.map { ":\($0)" } ?? ""))
                if let source = item.source {
                    let number = "  \(line) |"
                    lines.append("\(number) \(source)")
                    if let marks = item.marks {
                        lines.append(String(repeating: " ", count: number.count - 1) + "| " + marks)
                    }
                }
            }
            lines += item.details.map { "  " + $0 }
            if let hint = item.hint { lines.append("  hint: " + hint) }
            return lines.joined(separator: "\n") + "\n"
        }
        return title + "\n\n" + parts.joined(separator: "\n")
    }
}

extension FailureReport {
    init(_ failure: Failure, root: String) {
        switch failure {
        case .build(let diagnostics):
            let errors = diagnostics.filter { $0.severity == .error }
            let shown = (errors.isEmpty ? diagnostics : errors).prefix(20)
            self.init(kind: "build", title: "the build failed", items: shown.map { Item($0.hinted(), root: root) })
        case .problem(let problem):
            let words = Problem(describing: problem)
            self.init(
                kind: "problem", title: "nothing could be built",
                items: [Item(message: words.what, hint: words.hint, details: words.why)])
        case .setUp(let message):
            let item = Item(
                message: message.message ?? "the app's set-up is wrong", file: message.file, line: message.line)
            self.init(kind: "setup", title: "the app's set-up is wrong", items: [item])
        case .crash(let end):
            let reading = CrashReading(end, root: root)
            var item = Item(reading.diagnostic, root: root)
            item.details = reading.backtrace
            self.init(kind: "crash", title: "the app crashed", items: [item])
        }
    }
}

extension FailureReport.Item {
    init(_ diagnostic: Diagnostic, root: String) {
        message = diagnostic.message
        file = diagnostic.place.map { Path.relative($0.file, to: root) }
        line = diagnostic.place?.line
        column = diagnostic.place?.column
        source = diagnostic.frame?.source.replacing("\t", with: " ")
        marks = diagnostic.frame?.marks.replacing("\t", with: " ")
        hint = diagnostic.hint
        details = diagnostic.notes.prefix(3).map { "note: " + $0.message }
    }
}
