/// `dewar help [COMMAND]`: the same as `dewar COMMAND --help`.
struct HelpCommand: Command {
    var command: String?

    static let manual = Manual(
        name: "help", summary: "Tell about a command",
        examples: [.init("dewar help serve", "what `dewar serve` does and takes")])

    static var parameters: [Parameter<Self>] {
        [
            .optional("COMMAND", \.command, "The command to tell about")
                .offering(CommandTable.commands.map { $0.manual }.filter { !$0.isHidden }.map(\.name))
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        guard let command else {
            console.print(Help.overview())
            return .done
        }
        let told = try CommandTable.command(named: command)
        console.print(Help.text(for: told))
        return .done
    }
}
