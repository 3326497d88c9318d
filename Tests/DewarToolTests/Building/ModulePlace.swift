import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

/// A module on the disk that is built as `dewar serve` builds an app, but without the framework and without being linked.
final class ModulePlace {
    private let temporary: TemporaryDirectory
    private let toolchain: Toolchain
    private var sources: [String: String] = [:]
    /// Of the last build.
    private(set) var result = BuildResult(outcome: .cancelled, way: "")
    /// The names of the files that were compiled in the last build.
    private(set) var compiled: Set<String> = []

    init() throws {
        temporary = try TemporaryDirectory()
        toolchain = try Toolchain.find()
        try Files.makeFolder(folder)
    }

    var way: String { result.way }

    /// The errors of the last build.
    var errors: Set<String> {
        guard case .failed(let diagnostics, _) = result.outcome else { return [] }
        return ModulePlace.errors(diagnostics)
    }

    private static func errors(_ diagnostics: [Diagnostic]) -> Set<String> {
        Set(
            diagnostics.filter { $0.severity == .error }.map { error in
                let place = error.place.map { "\(Path.name($0.file)):\($0.line):\($0.column): " }
                return (place ?? "") + error.message
            })
    }

    private var root: String { temporary.path + "/sources" }
    private var folder: String { temporary.path + "/build" }
    var files: [String] { sources.keys.sorted() }

    private static let compile = [
        "-frontend", "-c", "-Onone", "-gline-tables-only", "-swift-version", "6", "-parse-as-library",
        "-suppress-warnings", "-diagnostic-style=llvm",
    ]

    /// What a shell does in the linker's place: it makes an empty program.
    var linking = "for last; do :; done; : > \"$last\""

    private var module: ModuleBuild {
        let link = ["-c", linking, "sh"]
        return ModuleBuild(
            sources: ModuleSources(module: "App", files: files.map { "\(root)/\($0)" }, root: root),
            plan: CompilePlan(compile: Self.compile, link: link, linker: "/bin/sh"), toolchain: toolchain,
            framework: Framework(folder: temporary.path), folder: folder)
    }

    /// Brings the folder to these sources, by name.
    func save(_ sources: [String: String]) throws {
        for name in self.sources.keys where sources[name] == nil { temporary.remove("sources/\(name)") }
        for (name, text) in sources where self.sources[name] != text {
            try temporary.write(text, to: "sources/\(name)")
        }
        self.sources = sources
    }

    /// Removes a source that has been listed.
    func remove(_ name: String) { temporary.remove("sources/\(name)") }

    /// Whether it compiled.
    func build() throws -> Bool {
        let before = try objects()
        result = try module.run()
        guard result.program != nil else { return false }
        compiled = Set(try files.filter { try Files.isFile("\(root)/\($0)") && !before.contains(object($0)) })
        return true
    }

    /// The facts of all objects by which they are the same files, under whatever name.
    private func objects() throws -> Set<Files.Facts> {
        let names = try Files.names(in: folder).filter { $0.hasSuffix(".o") }
        return Set(names.compactMap { facts("\(folder)/\($0)") })
    }

    /// A renamed file's facts differ in when it was changed.
    private func facts(_ path: String) -> Files.Facts? {
        var facts = Files.facts(path)
        facts?.changed = 0
        return facts
    }

    private func object(_ name: String) throws -> Files.Facts {
        try #require(facts(try path(ofObjectOf: name)))
    }

    /// The object of a file in the last build.
    private func path(ofObjectOf name: String) throws -> String {
        let epoch = try temporary.text("build/epoch").prefix(16)
        let (path, content) = ("\(root)/\(name)", ContentHash((sources[name] ?? "").utf8))
        return "\(folder)/\(Path.stem(path))-\(ContentHash(path))-\(content)-\(epoch).o"
    }

    // MARK: - The comparison

    /// What is wrong with the last build: files whose objects are not what a compiler writes that knows nothing of earlier builds.
    ///
    /// Where a source cannot be read, its own errors are enough: others may follow from what it does not declare. Those that depend
    /// on the order of files (`Failure.isCertain`) are not the same in one compiler as in two.
    ///
    /// What an opaque result is made of is known to a compiler which compiles its body at the same time, so an object
    /// has two right forms: of the file compiled with all others, and by itself.
    func differences(_ succeeded: Bool) throws -> [String] {
        let clean = try compile(files)
        if succeeded != clean.errors.isEmpty { return ["succeeded: \(succeeded)"] + errors + clean.errors }
        if way == BuildResult.editedFiles {
            let isReadable = sources.values.allSatisfy { SourceOutline(of: Array($0.utf8)) != nil }
            let silent = isReadable ? clean.errors.subtracting(errors) : []
            let wrong =
                errors.subtracting(clean.errors).map { "no such error: " + $0 } + silent.map { "not told: " + $0 }
            if !wrong.isEmpty { return wrong }
        }
        guard succeeded else { return [] }
        return try files.filter { name in
            let object = try Files.read(try path(ofObjectOf: name))
            return try object != clean.objects[name] && object != compile([name]).objects[name]
        }
    }

    /// The objects of these files from one compiler, or its errors. They are written where a build writes them first, as their
    /// path is part of them.
    private func compile(_ primaries: [String]) throws -> (objects: [String: [UInt8]], errors: Set<String>) {
        let drafts = try files.filter(primaries.contains).map {
            Draft(try SourceInput("\(root)/\($0)"), folder: folder)
        }
        var arguments = Self.compile + ["-module-name", "App", "-file-compilation-dir", root]
        for name in files { arguments += (primaries.contains(name) ? ["-primary-file"] : []) + ["\(root)/\(name)"] }
        let result = try Jobs.run(
            Job(toolchain.frontend, arguments + drafts.flatMap { ["-o", $0.object] }, directory: root))
        // A compiler leaves a file that is there already, if it would write the same.
        defer { for draft in drafts { Files.remove(draft.object) } }
        guard let result, result.succeeded else {
            return ([:], ModulePlace.errors(Diagnostic.parse(result?.text ?? "")))
        }
        let objects = try drafts.map { (Path.name($0.input.path), try Files.read($0.object)) }
        return (Dictionary(uniqueKeysWithValues: objects), [])
    }

    /// A copy that stays, for whoever looks into a difference.
    func keep() throws -> String {
        let kept = "/tmp/dewar-difference-\(Clock.wall)"
        _ = try Jobs.run(Job("/bin/cp", ["-a", temporary.path, kept]))
        return kept
    }
}
