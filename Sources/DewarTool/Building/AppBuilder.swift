internal import DewarLinux

/// Builds an application against the framework.
///
/// ```swift
/// let builder = try AppBuilder(project: try Project.find())
/// let result = try builder.build(.debug)
/// ```
struct AppBuilder: Sendable {
    enum Configuration: String, Sendable {
        /// For `serve` and `routes`: unoptimised code against the optimised framework as a shared library.
        case debug
        /// For `build` and `serve --release`: one optimised program that runs where nothing of Dewar or Swift is installed.
        case release
    }

    var project: Project
    var toolchain: Toolchain
    var framework: Framework
    private var folder: BuildFolder
    private var plan: CompilePlan

    /// Finds the compiler and the framework; builds the framework first if the cache does not hold it.
    init(project: Project, willBuildFramework: () -> Void = {}) throws(BuildProblem) {
        let toolchain = try Toolchain.find()
        let cache = FrameworkCache(toolchain: toolchain, sources: try FrameworkSources.find())
        let framework = try cache.ensure(willBuild: willBuildFramework)
        plan = try CompilePlan.of(framework, toolchain: toolchain)
        folder = try BuildFolder(of: project, cache: cache.folder)
        EditorConfiguration(project: project, framework: framework).write(into: folder.path)
        self.project = project
        self.toolchain = toolchain
        self.framework = framework
    }

    func build(_ configuration: Configuration, cancellation: Cancellation? = nil) throws(BuildProblem) -> BuildResult {
        let sources = try moduleSources()
        switch configuration {
        case .debug:
            let build = ModuleBuild(
                sources: sources, plan: plan, toolchain: toolchain, framework: framework,
                folder: "\(folder.path)/debug-\(sources.module)", cancellation: cancellation)
            return try build.run()
        case .release:
            let build = ReleaseBuild(
                sources: sources, toolchain: toolchain, framework: framework,
                folder: "\(folder.path)/release-\(sources.module)", cancellation: cancellation)
            return try build.run()
        }
    }

    /// Forgets what was built, so that the next build compiles everything.
    func forget(_ configuration: Configuration) {
        for name in (try? Files.names(in: folder.path)) ?? [] where name.hasPrefix(configuration.rawValue + "-") {
            Files.remove("\(folder.path)/\(name)")
        }
    }

    private func moduleSources() throws(BuildProblem) -> ModuleSources {
        switch project.layout {
        case .singleFile(let file):
            return ModuleSources(module: Project.moduleName(for: project.name), files: [file], root: project.root)
        case .package:
            let manifest = try PackageManifest.of(project, toolchain: toolchain, folder: folder)
            return try manifest.moduleSources(root: project.root)
        }
    }
}
