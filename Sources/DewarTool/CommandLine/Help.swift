/// The help texts: all of them come out of the commands' own tables.
enum Help {
    /// `dewar --help`
    static func overview(of commands: [any Command.Type] = CommandTable.commands) -> String {
        let listed = commands.map { $0.manual }.filter { !$0.isHidden }
        return """
            Dewar, a micro web framework for Swift.

            Usage: dewar COMMAND [flags]

            Commands:
            \(columns(listed.map { ($0.name, $0.summary) }))

            Flags:
            \(columns([("-h, --help", "This text"), ("--version", "The version of Dewar")]))

            Begin with:
              dewar new hello && cd hello && dewar serve

            `dewar COMMAND --help` tells more about a command.

            """
    }

    /// `dewar COMMAND --help`
    static func text<Told: Command>(for command: Told.Type) -> String {
        let manual = Told.manual
        let operands = Told.parameters.filter { $0.names.isEmpty }
        let flags = Told.parameters.filter { !$0.names.isEmpty }
        var sections = ["Usage: " + usage(of: command)]
        sections.append(manual.summary + "." + (manual.description.isEmpty ? "" : "\n\n" + manual.description))
        if !operands.isEmpty { sections.append(columns(operands.map { ($0.label, $0.help) })) }
        sections.append("Flags:\n" + columns(flags.map { ($0.label, $0.help) } + [("-h, --help", "This text")]))
        if !manual.examples.isEmpty {
            sections.append("Examples:\n" + columns(manual.examples.map { ($0.line, $0.effect) }))
        }
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// `dewar serve [APP] [flags] [-- ARGS]`
    static func usage<Told: Command>(of command: Told.Type) -> String {
        var words = ["dewar", Told.manual.name]
        var rest: [String] = []
        var takesAll = false
        for parameter in Told.parameters {
            switch parameter.kind {
            case .operand(let name, let isRequired): words.append(isRequired ? name : "[\(name)]")
            case .rest(let name, afterOperands: false): rest = ["[-- \(name)]"]
            case .rest(let name, afterOperands: true):
                words.append("[\(name)]")
                takesAll = true
            case .toggle, .flag: continue
            }
        }
        // Flags come before what takes all the rest.
        words.insert("[flags]", at: takesAll ? 2 : words.count)
        return (words + rest).joined(separator: " ")
    }

    /// Two columns, the second aligned; its further lines stand below its first.
    private static func columns(_ rows: [(String, String)]) -> String {
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        return rows.map { left, right in
            let lines = right.split(separator: "\n", omittingEmptySubsequences: false)
            let gap = String(repeating: " ", count: width - left.count)
            let indent = "\n" + String(repeating: " ", count: width + 2)
            return "  " + left + gap + lines.joined(separator: indent)
        }.joined(separator: "\n")
    }
}

extension Parameter {
    /// How the parameter stands in help and messages: `-o, --output FILE`, `NAME`, `-- ARGS`.
    var label: String {
        switch kind {
        case .toggle: names.joined(separator: ", ")
        case .flag(let value): names.joined(separator: ", ") + " " + value
        case .operand(let name, _): name
        case .rest(let name, afterOperands: false): "-- " + name
        case .rest(let name, afterOperands: true): name
        }
    }
}
