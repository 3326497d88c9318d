internal import DewarLinux

/// The developer's editor, as the overlay's links open it: `DEWAR_EDITOR`, a command with `{file}`, `{line}` and `{column}`, or
/// the first known editor on the PATH that can be told a line.
struct Editor: Sendable, Hashable {
    var words: [String]

    private static let known = [
        "code --goto {file}:{line}:{column}", "codium --goto {file}:{line}:{column}", "zed {file}:{line}:{column}",
        "subl {file}:{line}:{column}",
    ]

    static func found(
        named command: String? = Host.variable("DEWAR_EDITOR"), path: String? = Host.variable("PATH")
    ) -> Editor? {
        let folders = (path ?? "").split(separator: ":")
        for line in command.map({ [$0] }) ?? known {
            let words = splitCommandLine(line)
            guard let name = words.first else { continue }
            let places = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
            if let program = places.first(where: Files.isFile) { return Editor(words: [program] + words.dropFirst()) }
        }
        return nil
    }

    /// The command for a place; no shell reads it.
    func command(_ file: String, line: Int, column: Int) -> [String] {
        words.map {
            $0.replacing("{file}", with: file).replacing("{line}", with: "\(line)")
                .replacing("{column}", with: "\(column)")
        }
    }

    func open(_ item: FailureReport.Item, root: String) {
        guard let file = item.file else { return }
        let path = file.hasPrefix("/") ? file : "\(root)/\(file)"
        let command = command(path, line: item.line ?? 1, column: item.column ?? 1)
        _ = try? ChildProcess(
            command[0], Array(command.dropFirst()), environment: Host.environment, descriptors: [-1, -1, -1])
    }
}

/// The developer's browser.
enum Browser {
    /// Opens an address with `BROWSER`, or with xdg-open; false where there is neither.
    static func open(_ address: String) -> Bool {
        let folders = (Host.variable("PATH") ?? "").split(separator: ":")
        for name in [Host.variable("BROWSER"), "xdg-open", "wslview"].compactMap({ $0 }) {
            let places = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
            guard let program = places.first(where: Files.isFile) else { continue }
            _ = try? ChildProcess(program, [address], environment: Host.environment, descriptors: [-1, -1, -1])
            return true
        }
        return false
    }
}
