/// What the doctor found of one thing.
///
///     ok       compiler   Swift version 6.3.1, /usr/bin
///     warning  inotify    8192 watches a user
///              remedy: sudo sysctl fs.inotify.max_user_watches=524288
struct Finding: Encodable, Hashable {
    enum State: String, Encodable {
        case ok
        /// It works, but worse than it could.
        case warning
        /// It keeps Dewar from working.
        case broken
    }

    var subject: String
    var state: State
    var found: String
    var remedy: String?

    static func ok(_ subject: String, _ found: String) -> Finding {
        Finding(subject: subject, state: .ok, found: found, remedy: nil)
    }

    static func warning(_ subject: String, _ found: String, remedy: String) -> Finding {
        Finding(subject: subject, state: .warning, found: found, remedy: remedy)
    }

    static func broken(_ subject: String, _ found: String, remedy: String) -> Finding {
        Finding(subject: subject, state: .broken, found: found, remedy: remedy)
    }

    /// What went wrong below, by the sentences that the other commands tell of it.
    static func broken(_ subject: String, _ error: any Error) -> Finding {
        let problem = Problem(describing: error)
        let why = problem.why.first.map { ": " + $0 } ?? ""
        return broken(subject, problem.what + why, remedy: problem.hint ?? "dewar --help")
    }

    func text(_ style: Style) -> String {
        let marks: [Style.Mark] = state == .ok ? [.green] : state == .warning ? [.yellow] : [.bold, .red]
        let gap = String(repeating: " ", count: 9 - state.rawValue.count)
        let name = subject + String(repeating: " ", count: max(11 - subject.count, 1))
        let line = "  \(style(state.rawValue, marks))\(gap)\(name)\(found)\n"
        guard let remedy else { return line }
        return line + String(repeating: " ", count: 11) + "\(style("remedy:", .bold, .cyan)) \(remedy)\n"
    }
}
