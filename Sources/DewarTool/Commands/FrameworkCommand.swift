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
        _ = try CompilePlan.of(framework, toolchain: toolchain)
        console.print(framework.folder + "\n")
        return .done
    }
}
