extension Completions {
    /// One `complete` a word; files are offered only where one is wanted.
    static func fish(_ commands: [CommandOutline]) -> String {
        var lines = [
            "# fish completion for dewar:  dewar completions fish > ~/.config/fish/completions/dewar.fish",
            "complete -c dewar -f",
            "complete -c dewar -n __fish_use_subcommand -s h -l help -d 'This text'",
            "complete -c dewar -n __fish_use_subcommand -l version -d 'The version of Dewar'",
        ]
        for command in commands {
            let name = command.manual.name
            lines.append("complete -c dewar -n __fish_use_subcommand -a \(name) -d '\(quoted(command.manual.summary))'")
            let within = "complete -c dewar -n 'string match -q -- \(name) (commandline -opc)[2]'"
            for flag in command.flags {
                let names = flag.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
                let value = flag.value == nil ? "" : flag.offer == .files ? " -r \(offer(flag))" : " -x \(offer(flag))"
                lines.append("\(within) \(names.joined(separator: " "))\(value) -d '\(quoted(flag.help))'")
            }
            if let operand = command.operands.first, operand.offer != .nothing {
                lines.append("\(within) \(offer(operand))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func offer(_ word: CommandOutline.Word) -> String {
        switch word.offer {
        case .words(let words): "-a '\(words.joined(separator: " "))'"
        case .files: "-F"
        case .folders: "-a '(__fish_complete_directories)'"
        case .nothing: ""
        }
    }
}
