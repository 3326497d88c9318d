internal import DewarLinux

/// `dewar framework`: puts the framework into the cache, so that the first build of an app finds it there. install.sh calls it.
struct FrameworkCommand: Command {
    var cache: String?
    var scratch: String?

    static let manual = Manual(
        name: "framework", summary: "Build the framework for this compiler, if the cache does not hold it",
        isHidden: true)

    static var parameters: [Parameter<Self>] {
        [
            .text("--cache", "DIR", \.cache, "The folder of the cache"),
            .text("--scratch-path", "DIR", \.scratch, "Where SwiftPM has built Dewar already"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let toolchain = try Toolchain.find()
        let cache = FrameworkCache(
            toolchain: toolchain, sources: try FrameworkSources.find(), folder: cache, scratch: scratch)
        let framework = try cache.ensure { console.talk(LongBuild.framework.sentence) }
        try buildAnApp(cache)
        console.print(framework.folder + "\n")
        return .done
    }

    /// Builds an app of four lines, since the first build of all makes what every other finds: the compiler's C modules, its
    /// plan, and stand-ins for libraries. It takes a second, which the first `dewar serve` need not.
    private func buildAnApp(_ cache: FrameworkCache) throws {
        let folder = "\(cache.folder)/first-\(Host.processID)"
        try Files.makeFolder(folder)
        defer { Files.remove(folder) }
        let app = "import Dewar\n\nlet app = App()\napp.get(\"/\") { _ in \"Hello World\" }\ntry app.run()\n"
        try Files.write(app, to: folder + "/app.swift")
        var builder = try AppBuilder(project: try Project.find(folder), cache: cache, standsBy: true)
        builder.linksLoosely = true
        _ = try builder.build(.debug)
        builder.standBy()
    }
}
