/// `dewar completions SHELL`: the script by which a shell completes `dewar`'s words.
struct CompletionsCommand: Command {
    var shell = Completions.Shell.bash

    static let manual = Manual(
        name: "completions", summary: "Print the script by which a shell completes these words",
        examples: [
            .init("source <(dewar completions bash)", "in ~/.bashrc"),
            .init("source <(dewar completions zsh)", "in ~/.zshrc, after compinit"),
            .init("dewar completions fish | source", "in ~/.config/fish/config.fish"),
        ])

    static var parameters: [Parameter<Self>] {
        [.chosen("SHELL", \.shell, "bash, zsh or fish")]
    }

    func run(_ console: Console) throws -> ExitCode {
        console.print(Completions.script(for: shell))
        return .done
    }
}

/// `dewar man`: the manual page.
struct ManCommand: Command {
    static let manual = Manual(
        name: "man", summary: "Print the manual page dewar(1)",
        examples: [
            .init("dewar man | man -l -", "to read it"),
            .init("dewar man > ~/.local/share/man/man1/dewar.1", "so that `man dewar` finds it"),
        ])

    static var parameters: [Parameter<Self>] { [] }

    func run(_ console: Console) throws -> ExitCode {
        console.print(ManualPage.text())
        return .done
    }
}
