internal import DewarContract
internal import DewarLinux

/// Where an app's files are: templates, static files, instance folder.
enum ProjectRoot {
    /// What the tool says; else the first of working folder, the program's folder and the folders around the source file
    /// that holds `templates` or `static`; else the working folder.
    static func find(source: String) -> String {
        if let root = Host.variable(Contract.projectRoot) { return root }
        let working = Host.workingFolder
        let program = folder(of: Host.executable)
        return ([working, program] + foldersAround(source)).first(where: holdsFiles) ?? working
    }

    private static func holdsFiles(_ folder: String) -> Bool {
        ["templates", "static"].contains { Files.isFolder("\(folder)/\($0)") }
    }

    /// The source file's folder and those above it, up to that of Package.swift.
    private static func foldersAround(_ source: String) -> [String] {
        var folders: [String] = []
        var current = folder(of: source)
        while current.count > 1, folders.count < 6 {
            folders.append(current)
            if Files.isFile("\(current)/Package.swift") { break }
            current = folder(of: current)
        }
        return folders
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
