internal import DewarLinux

/// `dewar test`: the project's own tests, by SwiftPM; with `--watch` anew at every save.
struct TestCommand: Command {
    var app: String?
    var filter: String?
    var watches = false
    var arguments: [String] = []

    static let manual = Manual(
        name: "test", summary: "Run the project's tests",
        description: """
            The same as `swift test` in the project's folder, with the Dewar that this command belongs to. With --watch they
            run again at every save of a source, a template or a setting, until Control-C.
            """,
        examples: [
            .init("dewar test", "all tests of the project in this folder"),
            .init("dewar test --filter Shop --watch", "some of them, at every save"),
            .init("dewar test -- --parallel", "with arguments for `swift test`"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .optional("APP", \.app, "The project's folder; the one here if left out"),
            .text("--filter", "NAME", \.filter, "Only the tests whose names match"),
            .toggle("--watch", \.watches, "Run them again at every save"),
            .rest("ARGS", \.arguments, "Arguments for `swift test`"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let project = try Project.find(app)
        guard project.layout == .package, Files.isFolder(project.root + "/Tests") else {
            throw Problem(
                "\(project.name) has no tests",
                why: [
                    project.layout == .package
                        ? "there is no folder Tests in \(project.root)" : "a single file has no place for them"
                ], hint: "dewar new NAME --layout factory makes a project with tests")
        }
        let toolchain = try Toolchain.find()
        let sources = try FrameworkSources.find()
        guard watches else { return try test(project, toolchain, sources) }
        let watcher = Watcher(root: project.root)
        while true {
            let code = try test(project, toolchain, sources)
            let style = console.errors.style
            let result = code == .done ? style("passed", .green) : style("failed", .red)
            console.talk("  \(result) · waiting for a save, Control-C ends")
            let files = waitForSave(watcher, project)
            console.talk("  \(style(files.prefix(3).joined(separator: ", "), .bold))")
        }
    }

    private func test(_ project: Project, _ toolchain: Toolchain, _ sources: FrameworkSources) throws -> ExitCode {
        var environment = Host.environment
        environment["DEWAR_PATH"] = sources.folder
        let words = ["test"] + (filter.map { ["--filter", $0] } ?? []) + arguments
        let process = try ChildProcess(
            toolchain.swift, words, environment: environment, directory: project.root, descriptors: [0, 1, 2],
            ownGroup: false)
        return process.wait() == .code(0) ? .done : .failed
    }

    /// The files that were saved, by their paths in the project.
    private func waitForSave(_ watcher: Watcher, _ project: Project) -> [String] {
        while true {
            _ = Poll.readable(watcher.descriptor.map { [$0] } ?? [], milliseconds: watcher.mustPoll ? 500 : nil)
            let changed = watcher.look(polling: true).changed
            let plan = ChangePlan(changed, of: project)
            let tests = changed.map { Path.relative($0, to: project.root) }.filter {
                $0.hasPrefix("Tests/") && !$0.hasSuffix("~")
            }
            let files = plan.files + tests.sorted()
            if !files.isEmpty { return files }
        }
    }
}
