extension Completions {
    /// One call of zsh's `_arguments` a command.
    static func zsh(_ commands: [CommandOutline]) -> String {
        let listed = commands.map { "        '\($0.manual.name):\(escaped($0.manual.summary))'\n" }.joined()
        let cases = commands.map { command in
            let operands = command.operands.enumerated().map { index, word in
                "'\(index + 1)::\(word.value ?? ""):\(action(word))'"
            }
            return "        \(command.manual.name)) _arguments -s \\\n            "
                + (command.flags.map(argument) + operands).joined(separator: " \\\n            ") + " ;;\n"
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

    /// `'(-o --output)'{-o+,--output=}'[Where the program goes]:FILE:_files'`: its names shut each other out.
    private static func argument(_ flag: CommandOutline.Word) -> String {
        let value = flag.value.map { ":\($0):\(action(flag))" } ?? ""
        let names = flag.names.map { name in
            flag.value == nil ? name : name + (name.hasPrefix("--") ? "=" : "+")
        }
        let told = "[\(escaped(flag.help))]\(value)'"
        let others = flag.isRepeated ? "*" : flag.names.count > 1 ? "(\(flag.names.joined(separator: " ")))" : ""
        return names.count > 1 ? "'\(others)'{\(names.joined(separator: ","))}'\(told)" : "'\(others)\(names[0])\(told)"
    }

    /// Brackets and colons part the words of zsh's tables.
    private static func escaped(_ help: String) -> String {
        quoted(help).replacing("[", with: "(").replacing("]", with: ")").replacing(":", with: "\\:")
    }

    private static func action(_ word: CommandOutline.Word) -> String {
        switch word.offer {
        case .words(let words): "(\(words.joined(separator: " ")))"
        case .files: "_files"
        case .folders: "_files -/"
        case .nothing: " "
        }
    }
}
