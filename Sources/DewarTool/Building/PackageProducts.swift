internal import DewarLinux
internal import FoundationEssentials

/// The packages that an app depends on beside Dewar: built by SwiftPM in a scratch folder of the tool's own, then linked once to one
/// shared library, so that a save compiles and links the app alone.
struct PackageProducts: Sendable, Hashable {
    /// What the compiler needs to import them: `-I`, module maps.
    var arguments: [String]
    /// What the app is linked to.
    var library: String

    /// The products' library, built when Package.swift, Package.resolved or the compiler has changed; nil when cancelled.
    static func ensure(
        _ products: [String], _ manifest: PackageManifest, project: Project, toolchain: Toolchain, folder: BuildFolder,
        sources: FrameworkSources, cancellation: Cancellation?, willBuild: () -> Void
    ) throws -> PackageProducts? {
        let place = "\(folder.path)/packages-\(manifest.identity)-\(toolchain.identity)"
        let library = place + "/libPackages.so"
        if Files.isFile(library), let text = try? Files.text(place + "/arguments"), !text.isEmpty {
            return PackageProducts(arguments: text.split(separator: "\n").map(String.init), library: library)
        }
        willBuild()
        let swiftPM = SwiftPMBuild(
            project: project, toolchain: toolchain, folder: folder, sources: sources, cancellation: cancellation)
        for product in products {
            guard let answer = try swiftPM.run(["--target", product]) else { return nil }
            guard answer.succeeded else { throw ModuleBuild.Failure(output: answer.text) }
        }
        try Files.makeFolder(place)
        let arguments = try swiftPM.importArguments(of: manifest.appName)
        let objects = try swiftPM.objects(without: [manifest.appName])
        let job = Job(
            toolchain.swiftc,
            ["-emit-library", "-use-ld=lld", "-module-name", "Packages", "-Xlinker", "-soname=libPackages.so"]
                + ["-o", library + ".draft"] + objects)
        guard let linked = try Jobs.run(job, cancellation: cancellation) else { return nil }
        guard linked.succeeded else { throw ModuleBuild.Failure(output: linked.text) }
        try Files.write(arguments.joined(separator: "\n"), to: place + "/arguments")
        try Files.rename(library + ".draft", to: library)
        return PackageProducts(arguments: arguments, library: library)
    }
}

/// `swift build` in the tool's own scratch folder.
struct SwiftPMBuild: Sendable {
    var project: Project
    var toolchain: Toolchain
    var folder: BuildFolder
    var sources: FrameworkSources
    var cancellation: Cancellation?

    private var scratch: String { folder.path + "/swiftpm" }

    func run(_ arguments: [String]) throws(SystemError) -> JobResult? {
        let places = ["build", "--package-path", project.root, "--scratch-path", scratch]
        var job = Job.swiftPM(toolchain, places + arguments)
        job.environment["DEWAR_PATH"] = sources.folder
        return try Jobs.run(job, cancellation: cancellation)
    }

    /// The compiler's arguments by which the module of a target imports others, from the manifest that SwiftPM
    /// leaves for its own build system: the line `args: ["…/swiftc","-module-name","App",…]`.
    func importArguments(of target: String) throws -> [String] {
        let manifest = try Files.text(scratch + "/debug.yaml")
        // The line of the linker names the module as well.
        let mark = "\"-module-name\",\"\(Project.moduleName(for: target))\",\"-emit-dependencies\""
        for line in manifest.split(separator: "\n") where line.contains(mark) {
            guard let start = line.firstIndex(of: "["),
                let words = try? JSONDecoder().decode([String].self, from: Data(line[start...].utf8))
            else { continue }
            return SwiftPMBuild.importArguments(among: words)
        }
        return ["-I", scratch + "/debug/Modules"]
    }

    static func importArguments(among words: [String]) -> [String] {
        var kept: [String] = []
        for (option, value) in zip(words, words.dropFirst()) {
            switch option {
            case "-I", "-F", "-load-plugin-executable", "-package-name": kept += [option, value]
            case "-Xcc" where value.hasPrefix("-fmodule-map-file=") && !value.contains("/CDewarLinux/"):
                kept += [option, value]
            case "-Xcc" where value.hasPrefix("-I") || value.hasPrefix("-D"): kept += [option, value]
            default: continue
            }
        }
        return kept
    }

    /// The objects of every target that was built, but for those named and those of Dewar.
    func objects(without: Set<String>) throws(SystemError) -> [String] {
        let debug = scratch + "/debug"
        var objects: [String] = []
        for name in try Files.names(in: debug) where name.hasSuffix(".build") {
            let target = String(name.dropLast(6))
            if without.contains(target) || target.hasPrefix("Dewar") || target.hasSuffix("-tool") { continue }
            collect("\(debug)/\(name)", into: &objects)
        }
        return objects
    }

    private func collect(_ folder: String, into objects: inout [String]) {
        for name in (try? Files.names(in: folder)) ?? [] {
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".o") {
                objects.append(path)
            } else if Files.isFolder(path) {
                collect(path, into: &objects)
            }
        }
    }

    // MARK: - The plain way

    /// Builds the whole package. SwiftPM compares times in whole seconds and would take the second of two saves within
    /// one second for the first: the objects of sources whose content has changed are removed beforehand.
    func build(_ app: String, sources files: [String], configuration: AppBuilder.Configuration)
        throws(BuildProblem) -> BuildResult
    {
        var result = BuildResult(outcome: .cancelled, way: "swift build")
        let started = Clock.monotonic
        do {
            let record = folder.path + "/swiftpm-\(configuration.rawValue)-hashes"
            let before = Set(((try? Files.text(record)) ?? "").split(separator: "\n").map(String.init))
            var now: [String] = []
            for file in files { now.append("\(ContentHash(try Files.read(file))) \(file)") }
            let products = "\(scratch)/\(configuration.rawValue)"
            for line in now where !before.contains(line) { removeObjects(of: Path.name(line), in: products) }
            Files.remove(record)
            guard let answer = try run(["-c", configuration.rawValue, "--product", app]) else { return result }
            result.timings.compile = Clock.monotonic - started
            guard answer.succeeded else {
                result.outcome = .failed(Diagnostic.parse(answer.text), output: answer.text)
                return result
            }
            try Files.write(now.joined(separator: "\n"), to: record)
            let built = "\(products)/\(app)"
            let fingerprint = ContentHash(try Files.read(built))
            result.outcome = .built(program: built, fingerprint: fingerprint)
        } catch { throw .system("\(error)") }
        return result
    }

    private func removeObjects(of source: String, in products: String) {
        for name in (try? Files.names(in: products)) ?? [] where name.hasSuffix(".build") {
            Files.remove("\(products)/\(name)/\(source).o")
        }
    }
}
