internal import DewarLinux

/// What a set of changed files asks for.
struct ChangePlan: Sendable, Hashable {
    /// Swift sources, the manifest: a build.
    var code: [String] = []
    /// dewar.json: the tool's own settings.
    var tool: [String] = []
    /// `.env` and configuration: a restart of the same program.
    var settings: [String] = []
    /// Style sheets: put into the open pages in place.
    var styles: [String] = []
    /// Templates and other static files: the pages are loaded again.
    var pages: [String] = []

    var isEmpty: Bool { code.isEmpty && tool.isEmpty && settings.isEmpty && styles.isEmpty && pages.isEmpty }

    /// Sorts changed files into what they ask for; the rest is of no interest.
    init(_ changed: Set<String> = [], of project: Project) {
        for path in changed.sorted() {
            let relative = Path.relative(path, to: project.root)
            guard let kind = ChangePlan.kinds.first(where: { $0.holds(relative, project) }) else { continue }
            self[keyPath: kind.list].append(relative)
        }
    }

    /// Every file it names, the most telling first.
    var files: [String] { code + settings + pages + styles }

    // MARK: - The table

    private struct Kind {
        var list: any WritableKeyPath<ChangePlan, [String]> & Sendable
        var holds: @Sendable (_ path: String, _ project: Project) -> Bool
    }

    /// The first that holds counts.
    private static let kinds: [Kind] = [
        Kind(list: \.code) { path, project in project.builds(from: path) },
        Kind(list: \.tool) { path, _ in path == ProjectSettings.fileName },
        Kind(list: \.settings) { path, _ in isSettings(path) },
        Kind(list: \.styles) { path, _ in path.hasSuffix(".css") && hasPart("static", path) },
        Kind(list: \.pages) { path, _ in hasPart("static", path) || hasPart("templates", path) },
        Kind(list: \.pages) { path, _ in path.hasSuffix(".html") || path.hasSuffix(".jinja") || path.hasSuffix(".j2") },
    ]

    /// Whether an app reads the file, given by its path below the root, when it starts.
    static func isSettings(_ path: String) -> Bool {
        path == ".env" || path == ".dewarenv" || path.hasPrefix(".env.") && path != ".env.example"
            || path.hasPrefix("config.") || path.hasPrefix("instance/config.")
    }

    private static func hasPart(_ folder: String, _ path: String) -> Bool {
        path.split(separator: "/").dropLast().contains { $0 == folder }
    }
}

extension Project {
    /// Whether a file is as some editors, and git, leave it for a moment before they write it anew: a source without a byte, or gone
    /// where there is no app without it.
    func isAboutToBeWritten(_ path: String) -> Bool {
        guard builds(from: Path.relative(path, to: root)) else { return false }
        guard let facts = Files.facts(path) else { return isIndispensable(path) }
        return facts.kind == .file && facts.bytes == 0
    }

    /// Whether there is no app without the file: the single file, or the manifest.
    private func isIndispensable(_ path: String) -> Bool {
        switch layout {
        case .singleFile(let file): path == file
        case .package: path == root + "/Package.swift"
        }
    }

    /// Whether a file, given by its path below the root, is compiled or says what is.
    func builds(from path: String) -> Bool {
        switch layout {
        case .singleFile(let file): return path == Path.relative(file, to: root)
        case .package:
            if path == "Package.swift" || path == "Package.resolved" { return true }
            return path.hasSuffix(".swift") && !path.hasPrefix("Tests/") && !path.hasPrefix("Package@")
        }
    }
}
