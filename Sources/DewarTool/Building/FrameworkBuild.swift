internal import DewarLinux
internal import FoundationEssentials

/// One build of the framework: SwiftPM compiles the target `Dewar`, its objects are linked to one shared library.
struct FrameworkBuild {
    var toolchain: Toolchain
    var sources: FrameworkSources
    var scratch: String

    /// Part of the key: changes with what is done here.
    static let version = "3"

    func run(into framework: Framework) throws {
        try compile()
        let targets = try targets()
        try collectModules(of: targets, into: framework)
        try collectObjects(of: targets, into: framework)
        try link(framework)
    }

    private func compile() throws {
        let arguments = ["build", "-c", "release", "--target", "Dewar", "--package-path", sources.folder]
        try run(Job.swiftPM(toolchain, arguments + ["--scratch-path", scratch]))
    }

    /// The targets that `Dewar` consists of, itself included.
    private func targets() throws -> [PackageDescription.Target] {
        let places = ["--package-path", sources.folder, "--scratch-path", scratch]
        let answer = try run(
            Job.swiftPM(toolchain, ["package"] + places + ["describe", "--type", "json"], keepsErrors: false))
        let description = try JSONDecoder().decode(PackageDescription.self, from: Data(answer.output))
        return description.closure(of: "Dewar")
    }

    private func collectModules(of targets: [PackageDescription.Target], into framework: Framework) throws {
        try Files.makeFolder(framework.modules)
        for target in targets {
            if target.type == "system-target" {
                let folder = "\(sources.folder)/\(target.path)"
                try Files.makeFolder("\(framework.folder)/\(target.name)")
                for name in try Files.names(in: folder) {
                    try Files.write(
                        try Files.read("\(folder)/\(name)"), to: "\(framework.folder)/\(target.name)/\(name)")
                }
            } else {
                let module = "\(target.name).swiftmodule"
                try Files.write(
                    try Files.read("\(scratch)/release/Modules/\(module)"), to: "\(framework.modules)/\(module)")
            }
        }
    }

    private func collectObjects(of targets: [PackageDescription.Target], into framework: Framework) throws {
        try Files.makeFolder(framework.objects)
        for target in targets where target.type != "system-target" {
            let folder = "\(scratch)/release/\(target.name).build"
            // SwiftPM leaves the objects of sources that are gone.
            let current = Set((target.sources ?? []).map { Path.name($0) + ".o" })
            for name in try Files.names(in: folder) where current.contains(name) {
                try Files.write(
                    try Files.read("\(folder)/\(name)"), to: "\(framework.objects)/\(target.name).\(name)")
            }
        }
    }

    private func link(_ framework: Framework) throws {
        let objects = try Files.names(in: framework.objects).map { "\(framework.objects)/\($0)" }
        let arguments = ["-emit-library", "-O", "-use-ld=lld", "-module-name", "Dewar", "-o", framework.library]
        try run(Job(toolchain.swiftc, arguments + ["-Xlinker", "-soname=libDewar.so"] + objects))
    }

    @discardableResult
    private func run(_ job: Job) throws -> JobResult {
        guard let result = try Jobs.run(job) else { throw BuildProblem.noPlan(output: "") }
        guard result.succeeded else { throw BuildProblem.frameworkDoesNotBuild(output: result.text) }
        return result
    }
}

/// What `swift describe --type json` says, as far as it is of use here.
struct PackageDescription: Decodable {
    struct Target: Decodable {
        var name: String
        var type: String
        var path: String
        var target_dependencies: [String]?
        var product_dependencies: [String]?
        var sources: [String]?
    }

    var targets: [Target]

    /// The target and all that it stands on, itself first.
    func closure(of name: String) -> [Target] {
        var found: [Target] = []
        var wanted = [name]
        while let next = wanted.popLast() {
            guard !found.contains(where: { $0.name == next }), let target = targets.first(where: { $0.name == next })
            else { continue }
            found.append(target)
            wanted += target.target_dependencies ?? []
        }
        return found
    }
}
