/// What a command takes, for whoever tells about all of them: completions and the manual page.
struct CommandOutline: Sendable {
    /// A flag or operand.
    struct Word: Sendable {
        /// `["-o", "--output"]`; empty for operands.
        var names: [String]
        /// `FILE`; nil where there is no value.
        var value: String?
        var label: String
        /// One line.
        var help: String
        var choices: [String]
        var isRepeated = false

        /// What a shell offers in the place of the value.
        var offer: Offer {
            if !choices.isEmpty { return .words(choices) }
            return switch value {
            case "FILE", "APP", "TEMPLATE": .files
            case "DIR", "FOLDER": .folders
            default: .nothing
            }
        }
    }

    enum Offer: Hashable, Sendable {
        case words([String]), files, folders, nothing
    }

    var manual: Manual
    var usage: String
    var words: [Word]

    var flags: [Word] { words.filter { !$0.names.isEmpty } }
    var operands: [Word] { words.filter { $0.names.isEmpty && !$0.label.hasPrefix("-- ") } }

    /// The commands that help lists, in its order.
    static let all: [CommandOutline] = CommandTable.commands.map { outline(of: $0) }.filter { !$0.manual.isHidden }

    private static func outline<Told: Command>(of command: Told.Type) -> CommandOutline {
        let words = Told.parameters.map { parameter in
            Word(
                names: parameter.names, value: parameter.valueName, label: parameter.label,
                help: parameter.help.replacing("\n", with: " "), choices: parameter.choices,
                isRepeated: parameter.isRepeated)
        }
        let help = Word(names: ["-h", "--help"], value: nil, label: "-h, --help", help: "This text", choices: [])
        return CommandOutline(manual: Told.manual, usage: Help.usage(of: command), words: words + [help])
    }
}

extension Parameter {
    /// `PORT` of `--port PORT` and of an operand; nil for toggles.
    fileprivate var valueName: String? {
        switch kind {
        case .toggle: nil
        case .flag(let value), .operand(let value, _), .rest(let value, _): value
        }
    }
}
