internal import DewarLinux

/// What takes so long, the first time, that people are told when it begins.
enum LongBuild: Sendable {
    case framework
    /// The products of packages.
    case packages([String])
}

/// Builds an application against the framework.
///
/// ```swift
/// let builder = try AppBuilder(project: try Project.find())
/// let result = try builder.build(.debug)
/// ```
struct AppBuilder {
    enum Configuration: String, Sendable {
        /// For `serve` and `routes`: unoptimised code against the optimised framework as a shared library.
        case debug
        /// For `build` and `serve --release`: one optimised program that runs where nothing of Dewar or Swift is installed.
        case release
    }

    var project: Project
    var toolchain: Toolchain
    var framework: Framework
    /// Whether a program may be linked to stand-ins, for who can do it again where that was not enough (`LibraryStandIns`).
    var linksLoosely = false
    private var folder: BuildFolder
    private var plan: CompilePlan
    private var sources: FrameworkSources
    /// Programs that wait for jobs, where more than one build is to come.
    private let standby: Standby?
    private let willBuild: @Sendable (LongBuild) -> Void

    /// Finds the compiler and the framework; builds the framework first if the cache does not hold it.
    ///
    /// - Parameter standsBy: whether programs are started ahead of their jobs, since more than one build is to come.
    init(
        project: Project, standsBy: Bool = false, willBuild: @escaping @Sendable (LongBuild) -> Void = { _ in }
    ) throws(BuildProblem) {
        let cache = FrameworkCache(toolchain: try Toolchain.find(), sources: try FrameworkSources.find())
        try self.init(project: project, cache: cache, standsBy: standsBy, willBuild: willBuild)
    }

    init(
        project: Project, cache: FrameworkCache, standsBy: Bool = false,
        willBuild: @escaping @Sendable (LongBuild) -> Void = { _ in }
    ) throws(BuildProblem) {
        toolchain = cache.toolchain
        sources = cache.sources
        let framework = try cache.ensure { willBuild(.framework) }
        plan = try CompilePlan.of(framework, toolchain: toolchain)
        folder = try BuildFolder(of: project, cache: cache.folder)
        EditorConfiguration(project: project, framework: framework).write(into: folder.path)
        standby = standsBy ? Standby(toolchain: toolchain, folder: framework.folder) : nil
        self.willBuild = willBuild
        self.project = project
        self.framework = framework
    }

    /// Builds what stands on the disk now; other processes that build the project wait for each other.
    func build(_ configuration: Configuration, cancellation: Cancellation? = nil) throws(BuildProblem) -> BuildResult {
        let lock = try folder.lock()
        defer { lock.release() }
        return try buildAlone(configuration, cancellation)
    }

    private func buildAlone(_ configuration: Configuration, _ cancellation: Cancellation?)
        throws(BuildProblem) -> BuildResult
    {
        switch project.layout {
        case .singleFile: return try build(try singleFile(), configuration, cancellation)
        case .package:
            let manifest = try PackageManifest.of(project, toolchain: toolchain, folder: folder)
            var module = try manifest.moduleSources(root: project.root)
            switch (manifest.way, configuration) {
            case (.directly(let products), _) where products.isEmpty: break
            case (.directly(let products), .debug):
                let started = Clock.monotonic
                do {
                    guard let packages = try packages(products, manifest, cancellation) else {
                        return BuildResult(outcome: .cancelled, way: "packages")
                    }
                    module.arguments += packages.arguments
                    module.libraries.append(packages.library)
                } catch let failure as ModuleBuild.Failure {
                    return BuildResult(failure, way: "packages")
                } catch { throw .system("\(error)") }
                var result = try build(module, configuration, cancellation)
                result.timings.plan += Clock.monotonic - started - result.timings.total
                return result
            default:
                return try swiftPM(cancellation).build(
                    manifest.appName, sources: module.files, configuration: configuration)
            }
            return try build(module, configuration, cancellation)
        }
    }

    /// Starts what the next build will need, when nothing else is to be done.
    func standBy() { standby?.prepare() }

    /// Where the program goes that is deployed, if nobody says where.
    var product: String { "\(folder.path)/built/\(project.name)" }

    private func build(_ sources: ModuleSources, _ configuration: Configuration, _ cancellation: Cancellation?)
        throws(BuildProblem) -> BuildResult
    {
        switch configuration {
        case .debug: return try moduleBuild(sources, cancellation).run()
        case .release:
            let build = ReleaseBuild(
                sources: sources, toolchain: toolchain, framework: framework,
                folder: "\(folder.path)/release-\(sources.module)", cancellation: cancellation)
            return try build.run()
        }
    }

    private func moduleBuild(_ sources: ModuleSources, _ cancellation: Cancellation?) -> ModuleBuild {
        ModuleBuild(
            sources: sources, plan: plan, toolchain: toolchain, framework: framework,
            folder: "\(folder.path)/debug-\(sources.module)", cancellation: cancellation, standby: standby,
            linksLoosely: linksLoosely)
    }

    private func singleFile() throws(BuildProblem) -> ModuleSources {
        guard case .singleFile(let file) = project.layout else { throw .nothingAt(project.root) }
        return ModuleSources(module: Project.moduleName(for: project.name), files: [file], root: project.root)
    }

    private func packages(_ products: [String], _ manifest: PackageManifest, _ cancellation: Cancellation?)
        throws -> PackageProducts?
    {
        try PackageProducts.ensure(
            products, manifest, project: project, toolchain: toolchain, folder: folder, sources: sources,
            cancellation: cancellation
        ) { willBuild(.packages(products)) }
    }

    private func swiftPM(_ cancellation: Cancellation?) -> SwiftPMBuild {
        SwiftPMBuild(
            project: project, toolchain: toolchain, folder: folder, sources: sources, cancellation: cancellation)
    }

    /// Forgets what was built, so that the next build compiles everything.
    func forget(_ configuration: Configuration) {
        for name in (try? Files.names(in: folder.path)) ?? [] where name.hasPrefix(configuration.rawValue + "-") {
            Files.remove("\(folder.path)/\(name)")
        }
    }
}
