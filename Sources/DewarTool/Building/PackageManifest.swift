internal import DewarLinux
internal import FoundationEssentials

/// What Package.swift says, as `swift package dump-package` reads it; asked once for each content of Package.swift.
struct PackageManifest: Sendable {
    /// How a package can be built.
    enum Way: Sendable, Hashable {
        /// One module of its own, and these products of other packages beside Dewar.
        case directly(products: [String])
        /// Several modules, plug-ins, macros, C: by SwiftPM.
        case bySwiftPM
    }

    var way: Way
    /// The executable that is the application.
    var appName: String
    /// A digest of Package.swift and Package.resolved.
    var identity: ContentHash
    private var place: String?
    private var excluded: [String]
    private var arguments: [String]

    static func of(_ project: Project, toolchain: Toolchain, folder: BuildFolder) throws(BuildProblem)
        -> PackageManifest
    {
        do {
            let content = try Files.read(project.root + "/Package.swift")
            let store = "\(folder.path)/manifest-\(ContentHash(content))-\(toolchain.identity).json"
            var identity = ContentHash(content)
            identity.add((try? Files.read(project.root + "/Package.resolved")) ?? [])
            if let kept = try? Files.read(store) { return try PackageManifest(json: kept, identity) }
            let job = Job.swiftPM(toolchain, ["package", "--package-path", project.root, "dump-package"])
            guard let answer = try Jobs.run(job) else { throw BuildProblem.manifest(output: "") }
            guard answer.succeeded, let start = answer.output.firstIndex(of: UInt8(ascii: "{")) else {
                throw BuildProblem.manifest(output: answer.text)
            }
            let json = Array(answer.output[start...])
            let manifest = try PackageManifest(json: json, identity)
            try Files.write(json, to: store)
            return manifest
        } catch let problem as BuildProblem {
            throw problem
        } catch { throw .system("\(error)") }
    }

    init(json: [UInt8], _ identity: ContentHash) throws {
        let package = try JSONDecoder().decode(DumpedPackage.self, from: Data(json))
        let programs = package.targets.filter { $0.type == "executable" }
        guard let app = programs.first(where: { $0.name == "App" }) ?? (programs.count == 1 ? programs[0] : nil) else {
            throw BuildProblem.noExecutableTarget(names: programs.map(\.name))
        }
        self.identity = identity
        appName = app.name
        place = app.path
        excluded = app.exclude ?? []
        arguments = (app.settings ?? []).flatMap { $0.arguments ?? [] }
        way = PackageManifest.way(of: app, among: Set(package.targets.map(\.name)))
    }

    private static func way(of app: DumpedPackage.Target, among own: Set<String>) -> Way {
        let dependencies = app.dependencies ?? []
        let isSimple =
            dependencies.allSatisfy { $0.kind == "product" || ($0.kind == "byName" && !own.contains($0.name)) }
            && (app.pluginUsages ?? []).isEmpty && (app.sources ?? []).isEmpty && (app.resources ?? []).isEmpty
            && (app.settings ?? []).allSatisfy { $0.arguments != nil }
        return isSimple ? .directly(products: dependencies.map(\.name).filter { $0 != "Dewar" }) : .bySwiftPM
    }

    /// The application's own module.
    func moduleSources(root: String) throws(BuildProblem) -> ModuleSources {
        let places = place.map { [$0] } ?? ["Sources/\(appName)", "Source/\(appName)", "src/\(appName)", "Sources"]
        guard let place = places.first(where: { Files.isFolder("\(root)/\($0)") }) else {
            throw .nothingAt("\(root)/\(places[0])")
        }
        var files: [String] = []
        collect("\(root)/\(place)", excluding: Set(excluded.map { "\(root)/\(place)/\($0)" }), into: &files)
        var arguments = arguments
        if files.count == 1, Path.name(files[0]) != "main.swift" { arguments.append("-parse-as-library") }
        return ModuleSources(
            module: Project.moduleName(for: appName), files: files.sorted(), arguments: arguments, root: root)
    }

    private func collect(_ folder: String, excluding: Set<String>, into files: inout [String]) {
        for name in (try? Files.names(in: folder)) ?? [] where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if excluding.contains(path) { continue }
            if name.hasSuffix(".swift"), Files.isFile(path) {
                files.append(path)
            } else if Files.isFolder(path) {
                collect(path, excluding: excluding, into: &files)
            }
        }
    }
}
