internal import DewarLinux

/// The framework as apps are built against it: built once for a compiler, the framework's sources and flags.
struct Framework: Sendable, Hashable {
    /// The folder of the cache that holds it; its name is the key.
    var folder: String

    /// What an app is linked to while it is developed; optimised.
    var library: String { folder + "/libDewar.so" }
    /// The modules that `import Dewar` needs.
    var modules: String { folder + "/Modules" }
    /// What a release program is linked from.
    var objects: String { folder + "/objects" }
    /// Where the compiler keeps the C modules that it has read.
    var moduleCache: String { folder + "/ModuleCache" }
    var key: String { Path.name(folder) }

    /// The arguments with which the compiler finds `import Dewar`.
    var importArguments: [String] {
        [
            "-I", modules, "-module-cache-path", moduleCache, "-Xcc",
            "-fmodule-map-file=\(folder)/CDewarLinux/module.modulemap",
        ]
    }
}

/// Keeps built frameworks, and builds the one that is needed when it is not there.
///
/// ```swift
/// let framework = try FrameworkCache(toolchain: toolchain, sources: sources).ensure()
/// ```
struct FrameworkCache: Sendable {
    var toolchain: Toolchain
    var sources: FrameworkSources
    /// The folder of the cache: one folder a key below it.
    var folder: String
    /// Where SwiftPM builds the framework; kept, so that the next version is built from what has changed.
    var scratch: String

    /// Frameworks kept beside the one in use.
    private static let kept = 4

    init(
        toolchain: Toolchain, sources: FrameworkSources, folder: String? = nil, scratch: String? = nil
    ) {
        self.toolchain = toolchain
        self.sources = sources
        self.folder = folder ?? FrameworkCache.usualFolder(for: sources)
        self.scratch = scratch ?? "\(self.folder)/scratch-\(ContentHash(sources.folder))"
    }

    /// `cache` inside an installed copy; else `$XDG_CACHE_HOME/dewar` or `~/.cache/dewar`.
    private static func usualFolder(for sources: FrameworkSources) -> String {
        let installed = sources.folder + "/cache"
        if Path.folder(sources.folder).hasSuffix("/share"), Files.isWritable(sources.folder) { return installed }
        if let caches = Host.variable("XDG_CACHE_HOME"), caches.hasPrefix("/") { return caches + "/dewar" }
        return (Host.variable("HOME") ?? "/tmp") + "/.cache/dewar"
    }

    /// The framework for this compiler and these sources, if it is there.
    func existing() throws(BuildProblem) -> Framework? {
        let framework = Framework(folder: "\(folder)/\(try key())")
        return Files.isFile(framework.library) ? framework : nil
    }

    /// The framework for this compiler and these sources; built first if it is not there, which takes a minute.
    ///
    /// - Parameter willBuild: called before a build begins.
    func ensure(willBuild: () -> Void = {}) throws(BuildProblem) -> Framework {
        try? Files.makeFolder(folder)
        let framework = Framework(folder: "\(folder)/\(try key())")
        if Files.isFile(framework.library) { return framework }
        do {
            let lock = try FileLock(folder + "/lock")
            defer { lock.release() }
            if Files.isFile(framework.library) { return framework }
            willBuild()
            try build(framework)
            forgetOld()
        } catch let error as BuildProblem {
            throw error
        } catch { throw .system("\(error)") }
        return framework
    }

    /// The folder is part of it, since the compiler does not read C modules that were moved.
    private func key() throws(BuildProblem) -> ContentHash {
        var hash = ContentHash(Files.resolved(folder) ?? folder)
        hash.add("\(toolchain.identity) \(try sources.contentHash()) \(FrameworkBuild.version)")
        return hash
    }

    private func build(_ framework: Framework) throws {
        let draft = Framework(folder: "\(framework.folder).draft")
        Files.remove(draft.folder)
        try FrameworkBuild(toolchain: toolchain, sources: sources, scratch: scratch).run(into: draft)
        Files.remove(framework.folder)
        try Files.rename(draft.folder, to: framework.folder)
    }

    private func forgetOld() {
        let names = (try? Files.names(in: folder)) ?? []
        let frameworks = names.filter { ContentHash(description: $0) != nil && $0.utf8.count == 16 }
            .map { (path: "\(folder)/\($0)", time: Files.facts("\(folder)/\($0)")?.modified ?? 0) }
            .sorted { $0.time > $1.time }
        for old in frameworks.dropFirst(FrameworkCache.kept) { Files.remove(old.path) }
    }
}
