/// One command of `dewar`: its manual, its parameters as one table, and what it does.
///
///     struct GreetCommand: Command {
///         var loud = false
///         static let manual = Manual(name: "greet", summary: "Say hello")
///         static var parameters: [Parameter<Self>] { [.toggle("--loud", \.loud, "Say it in capitals")] }
///         func run(_ console: Console) -> ExitCode { … }
///     }
protocol Command: SendableMetatype {
    /// The command with nothing said on the command line: every parameter at its default.
    init()
    static var manual: Manual { get }
    static var parameters: [Parameter<Self>] { get }
    func run(_ console: Console) throws -> ExitCode
    /// Told the words that it was made from; for a command that takes others from dewar.json (`ProjectSettings`).
    mutating func keep(_ words: [String])
}

extension Command {
    mutating func keep(_ words: [String]) {}
}

/// What the help of a command says beside its parameters.
struct Manual: Sendable {
    var name: String
    /// One line, for the list of commands.
    var summary: String
    /// Paragraphs below the usage line of the command's own help.
    var description: String
    var examples: [Example]
    /// Hidden commands work but are not listed: other programs call them.
    var isHidden: Bool

    /// A command line and what it does.
    struct Example: Sendable {
        var line: String
        var effect: String

        init(_ line: String, _ effect: String) {
            self.line = line
            self.effect = effect
        }
    }

    init(
        name: String, summary: String, description: String = "", examples: [Example] = [], isHidden: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.description = description
        self.examples = examples
        self.isHidden = isHidden
    }
}

/// How a command ended, for whoever started it.
package struct ExitCode: RawRepresentable, Sendable, Hashable {
    package var rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    static let done = ExitCode(rawValue: 0)
    static let failed = ExitCode(rawValue: 1)
    static let wrongUsage = ExitCode(rawValue: 2)
}
