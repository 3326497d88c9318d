internal import DewarLinux

/// How an editor compiles a single-file app: `compile_commands.json`, where `.sourcekit-lsp/config.json` of the project has
/// sourcekit-lsp look for it. A package needs none: sourcekit-lsp asks SwiftPM.
struct EditorConfiguration {
    var project: Project
    var framework: Framework

    private struct Command: Encodable {
        var directory: String
        var file: String
        var arguments: [String]
    }

    /// Writes the file unless it says the same already. An editor can do without, so no failure is told.
    func write(into folder: String) {
        guard let text else { return }
        let path = folder + "/compile_commands.json"
        if (try? Files.text(path)) != text { try? Files.write(text, to: path) }
    }

    var text: String? {
        guard case .singleFile(let file) = project.layout else { return nil }
        let module = Project.moduleName(for: project.name)
        let arguments = ["swiftc", "-module-name", module, "-swift-version", "6"] + framework.importArguments + [file]
        return JSON.text([Command(directory: project.root, file: file, arguments: arguments)])
    }
}
