/// Scripts by which shells complete the words after `dewar`; all of them come out of the commands' own tables.
enum Completions {
    enum Shell: String, CaseIterable {
        case bash, zsh, fish
    }

    static func script(for shell: Shell, commands: [CommandOutline] = CommandOutline.all) -> String {
        switch shell {
        case .bash: bash(commands)
        case .zsh: zsh(commands)
        case .fish: fish(commands)
        }
    }

    // MARK: bash

    private static func bash(_ commands: [CommandOutline]) -> String {
        let names = commands.map(\.manual.name).joined(separator: " ")
        let flags = commands.map { command in
            "        \(command.manual.name)) flags='\(command.flags.flatMap(\.names).joined(separator: " "))' ;;\n"
        }.joined()
        let values = commands.flatMap { command in
            command.flags.filter { !$0.choices.isEmpty }.flatMap { flag in
                flag.names.map {
                    "        \(command.manual.name):\($0)) words='\(flag.choices.joined(separator: " "))' ;;\n"
                }
            }
        }.joined()
        let operands = commands.compactMap { command in
            choices(of: command, commands).map {
                "            \(command.manual.name)) words='\($0.joined(separator: " "))' ;;\n"
            }
        }.joined()
        return """
            # bash completion for dewar:  source <(dewar completions bash)
            _dewar() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} flags='' words=''
                COMPREPLY=()
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W '\(names) --help --version' -- "$word"))
                    return
                fi
                case $command in
            \(flags)    esac
                case $command:$before in
            \(values)    esac
                if [ -z "$words" ]; then
                    case $word in
                        -*) words=$flags ;;
                        *) case $command in
            \(operands)            esac ;;
                    esac
                fi
                if [ -n "$words" ]; then
                    COMPREPLY=($(compgen -W "$words" -- "$word"))
                else
                    compopt -o filenames 2>/dev/null
                    COMPREPLY=($(compgen -f -- "$word"))
                fi
            }
            complete -F _dewar dewar

            """
    }

    // MARK: zsh

    private static func zsh(_ commands: [CommandOutline]) -> String {
        let listed = commands.map { "        '\($0.manual.name):\(quoted($0.manual.summary))'\n" }.joined()
        let cases = commands.map { command in
            let flags = command.flags.flatMap { flag in flag.names.map { zshFlag($0, flag) } }
            let operands = choices(of: command, commands).map {
                ["'1:\(command.manual.name):(\($0.joined(separator: " ")))'"]
            }
            let rest = operands ?? ["'*:file:_files'"]
            return "        \(command.manual.name)) _arguments \\\n            "
                + (flags + rest).joined(separator: " \\\n            ") + " ;;\n"
        }.joined()
        return """
            #compdef dewar
            # zsh completion for dewar:  dewar completions zsh > a folder of $fpath, as _dewar
            _dewar() {
                local -a commands
                commands=(
            \(listed)    )
                if (( CURRENT == 2 )); then
                    _describe command commands
                    return
                fi
                local command=$words[2]
                shift words
                (( CURRENT-- ))
                case $command in
            \(cases)    esac
            }
            if [ "$funcstack[1]" = _dewar ]; then _dewar "$@"; else compdef _dewar dewar; fi

            """
    }

    private static func zshFlag(_ name: String, _ flag: CommandOutline.Word) -> String {
        let help = quoted(flag.help).replacing("[", with: "(").replacing("]", with: ")")
        guard let value = flag.value else { return "'\(name)[\(help)]'" }
        let equals = name.hasPrefix("--") ? "=" : ""
        let action = flag.choices.isEmpty ? "_files" : "(\(flag.choices.joined(separator: " ")))"
        return "'\(name)\(equals)[\(help)]:\(value):\(action)'"
    }

    // MARK: fish

    private static func fish(_ commands: [CommandOutline]) -> String {
        var lines = [
            "# fish completion for dewar:  dewar completions fish > ~/.config/fish/completions/dewar.fish",
            "complete -c dewar -n __fish_use_subcommand -f",
            "complete -c dewar -n __fish_use_subcommand -l version -d 'The version of Dewar'",
        ]
        for command in commands {
            let name = command.manual.name
            lines.append("complete -c dewar -n __fish_use_subcommand -a \(name) -d '\(quoted(command.manual.summary))'")
            let within = "complete -c dewar -n '__fish_seen_subcommand_from \(name)'"
            for flag in command.flags {
                let names = flag.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
                let value =
                    flag.value == nil
                    ? "" : flag.choices.isEmpty ? " -r" : " -x -a '\(flag.choices.joined(separator: " "))'"
                lines.append("\(within) \(names.joined(separator: " "))\(value) -d '\(quoted(flag.help))'")
            }
            if let choices = choices(of: command, commands) {
                lines.append("\(within) -f -a '\(choices.joined(separator: " "))'")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: -

    /// The words that a command's operand may be, where there is a fixed set.
    private static func choices(of command: CommandOutline, _ commands: [CommandOutline]) -> [String]? {
        if command.operands.first?.value == "COMMAND" { return commands.map(\.manual.name) }
        return command.operands.lazy.map(\.choices).first { !$0.isEmpty }
    }

    /// For a shell's single quotes, where backquotes and colons mean nothing special either.
    private static func quoted(_ text: String) -> String {
        text.replacing("'", with: "’").replacing(":", with: ",").replacing("`", with: "")
    }
}
