extension Completions {
    /// Three tables: what comes after a flag, a command's flags, and its operands by their place.
    ///
    ///     routes:--sort) words='rule endpoint match' ;;
    static func bash(_ commands: [CommandOutline]) -> String {
        let names = commands.map(\.manual.name).joined(separator: " ")
        let values = lines(commands) { command in
            command.flags.filter { $0.value != nil }.map { flag in
                (flag.names.map { "\(command.manual.name):\($0)" }.joined(separator: " | "), answer(to: flag))
            }
        }
        let flags = lines(commands) { command in
            [(command.manual.name, "words='\(command.flags.flatMap(\.names).joined(separator: " "))'")]
        }
        let operands = lines(commands) { command in
            command.operands.enumerated().map { ("\(command.manual.name):\($0)", answer(to: $1)) }
        }
        return """
            # bash completion for dewar:  source <(dewar completions bash)
            _dewar_value() {
                case $1 in
            \(values)        *) return 1 ;;
                esac
            }
            _dewar() {
                local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} before='' words='' action='' place=0 i
                COMPREPLY=()
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W '\(names) --help --version' -- "$word"))
                    return
                fi
                # --flag=value comes in three words.
                for ((i = 2; i < COMP_CWORD; i++)); do
                    case ${COMP_WORDS[i]} in
                        =) continue ;;
                        -*) ;;
                        *) _dewar_value "$command:$before" || ((place++)) ;;
                    esac
                    before=${COMP_WORDS[i]}
                done
                [ "$word" != = ] || word=''
                words='' action=''
                if ! _dewar_value "$command:$before"; then
                    case $word in
                        -*) case $command in
            \(flags)        esac ;;
                        *) case $command:$place in
            \(operands)        esac ;;
                    esac
                fi
                if [ -n "$action" ]; then
                    compopt -o filenames 2>/dev/null
                    COMPREPLY=($(compgen "$action" -- "$word"))
                elif [ -n "$words" ]; then
                    COMPREPLY=($(compgen -W "$words" -- "$word"))
                fi
            }
            complete -F _dewar dewar

            """
    }

    /// The lines of a `case`: a pattern and what is done there.
    private static func lines(
        _ commands: [CommandOutline], _ cases: (CommandOutline) -> [(pattern: String, answer: String)]
    ) -> String {
        commands.flatMap(cases).map { "        \($0.pattern)) \($0.answer) ;;\n" }.joined()
    }

    private static func answer(to word: CommandOutline.Word) -> String {
        switch word.offer {
        case .words(let words): "words='\(words.joined(separator: " "))'"
        case .files: "action=-f"
        case .folders: "action=-d"
        case .nothing: "words=''"
        }
    }
}
