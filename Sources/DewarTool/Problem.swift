/// Something that went wrong, as its user is told: what, why, and what to do.
///
///     error: could not listen on 127.0.0.1:8000
///       the address is in use by hello (pid 4121)
///       hint: dewar serve --port 8001
struct Problem: Error, Hashable {
    var what: String
    /// Each line a further reason or detail.
    var why: [String]
    var hint: String?
    var exit: ExitCode

    init(_ what: String, why: [String] = [], hint: String? = nil, exit: ExitCode = .failed) {
        self.what = what
        self.why = why
        self.hint = hint
        self.exit = exit
    }

    func text(_ style: Style) -> String {
        var lines = [style("error:", .bold, .red) + " " + style(what, .bold)]
        lines += why.map { "  " + $0 }
        if let hint { lines.append("  " + style("hint:", .bold, .cyan) + " " + hint) }
        return lines.joined(separator: "\n") + "\n"
    }
}
