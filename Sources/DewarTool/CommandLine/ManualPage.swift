internal import DewarContract

/// The manual page `dewar(1)`, in the language of man(7); it comes out of the commands' own tables.
enum ManualPage {
    static func text(commands: [CommandOutline] = CommandOutline.all) -> String {
        var lines = [
            ".TH DEWAR 1 \"\" \"dewar \(DewarVersion.current)\" \"Dewar\"", ".SH NAME",
            "dewar \\- a micro web framework for Swift", ".SH SYNOPSIS", ".B dewar", ".I COMMAND", "[flags]",
            ".SH COMMANDS",
        ]
        for command in commands { lines += section(command) }
        lines += [
            ".SH EXIT STATUS", ".TP", "0", "done", ".TP", "1", "failed", ".TP", "2", "wrong usage", ".SH ENVIRONMENT",
            ".TP", "DEWAR_PATH", "a checkout of Dewar to use instead of the installed one", ".TP", "NO_COLOR",
            "no colours", ".TP", "XDG_CACHE_HOME", "where the framework's cache goes (~/.cache)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ command: CommandOutline) -> [String] {
        var lines = [".SS \(escaped(command.usage))", escaped(command.manual.summary) + "."]
        if !command.manual.description.isEmpty { lines += [".PP", escaped(command.manual.description)] }
        for word in command.words { lines += [".TP", "\\fB\(escaped(word.label))\\fR", escaped(word.help)] }
        if !command.manual.examples.isEmpty { lines += [".PP", "Examples:"] }
        for example in command.manual.examples { lines += [".TP", escaped(example.line), escaped(example.effect)] }
        return lines
    }

    /// Hyphens that can be copied, and no line that begins like a request.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }.joined(separator: "\n")
    }
}
