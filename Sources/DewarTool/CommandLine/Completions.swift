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

    /// For a shell's single quotes.
    static func quoted(_ text: String) -> String {
        text.replacing("'", with: "’").replacing("`", with: "")
    }
}
