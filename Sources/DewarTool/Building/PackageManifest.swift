internal import DewarLinux
internal import FoundationEssentials

/// What Package.swift says, as `swift package dump-package` reads it; asked once for each content of Package.swift.
struct PackageManifest: Sendable {
    private var description: DumpedPackage
    /// The executable that is the application.
    private var app: DumpedPackage.Target

    static func of(_ project: Project, toolchain: Toolchain, folder: BuildFolder) throws(BuildProblem)
        -> PackageManifest
    {
        do {
            let content = try Files.read(project.root + "/Package.swift")
            let store = "\(folder.path)/manifest-\(ContentHash(content))-\(toolchain.identity).json"
            if let kept = try? Files.read(store) { return try PackageManifest(json: kept) }
            let job = Job(toolchain.swift, ["package", "--package-path", project.root, "dump-package"])
            guard let answer = try Jobs.run(job) else { throw BuildProblem.manifest(output: "") }
            guard answer.succeeded, let start = answer.output.firstIndex(of: UInt8(ascii: "{")) else {
                throw BuildProblem.manifest(output: answer.text)
            }
            let json = Array(answer.output[start...])
            let manifest = try PackageManifest(json: json)
            try Files.write(json, to: store)
            return manifest
        } catch let problem as BuildProblem {
            throw problem
        } catch { throw .system("\(error)") }
    }

    private init(json: [UInt8]) throws {
        description = try JSONDecoder().decode(DumpedPackage.self, from: Data(json))
        let programs = description.targets.filter { $0.type == "executable" }
        guard let app = programs.first(where: { $0.name == "App" }) ?? (programs.count == 1 ? programs[0] : nil) else {
            throw BuildProblem.noExecutableTarget(names: programs.map(\.name))
        }
        self.app = app
    }

    /// The application's own module.
    func moduleSources(root: String) throws(BuildProblem) -> ModuleSources {
        let places = app.path.map { [$0] } ?? ["Sources/\(app.name)", "Source/\(app.name)", "src/\(app.name)"]
        guard let place = places.first(where: { Files.isFolder("\(root)/\($0)") }) else {
            throw .nothingAt("\(root)/\(places[0])")
        }
        var files: [String] = []
        collect("\(root)/\(place)", excluding: Set((app.exclude ?? []).map { "\(root)/\(place)/\($0)" }), into: &files)
        let module = Project.moduleName(for: app.name)
        var arguments = (app.settings ?? []).flatMap(\.arguments)
        if files.count == 1, Path.name(files[0]) != "main.swift" { arguments.append("-parse-as-library") }
        return ModuleSources(module: module, files: files.sorted(), arguments: arguments, root: root)
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

/// The JSON of `swift package dump-package`, as far as it is of use here.
private struct DumpedPackage: Decodable {
    struct Target: Decodable {
        var name: String
        var type: String
        var path: String?
        var exclude: [String]?
        var settings: [Setting]?
    }

    /// `{"kind":{"enableUpcomingFeature":{"_0":"ExistentialAny"}},"tool":"swift"}`
    struct Setting: Decodable {
        struct Value: Decodable { var _0: Text? }
        enum Text: Decodable {
            case one(String)
            case many([String])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                let one = try? container.decode(String.self)
                self = if let one { .one(one) } else { .many(try container.decode([String].self)) }
            }

            var all: [String] {
                switch self {
                case .one(let text): [text]
                case .many(let texts): texts
                }
            }
        }

        var kind: [String: Value]
        var tool: String

        /// The setting's arguments for the compiler.
        var arguments: [String] {
            guard tool == "swift", let (name, value) = kind.first else { return [] }
            let values = value._0?.all ?? []
            return switch name {
            case "define": values.flatMap { ["-D", $0] }
            case "enableUpcomingFeature": values.flatMap { ["-enable-upcoming-feature", $0] }
            case "enableExperimentalFeature": values.flatMap { ["-enable-experimental-feature", $0] }
            case "swiftLanguageMode": values.flatMap { ["-swift-version", $0] }
            case "unsafeFlags": values
            default: []
            }
        }
    }

    var targets: [Target]
}
