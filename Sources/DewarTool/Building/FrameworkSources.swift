internal import DewarLinux

/// The sources of Dewar itself, from which apps' builds take their framework.
struct FrameworkSources: Sendable, Hashable {
    var folder: String

    init(folder: String) { self.folder = folder }

    /// Looks, in this order, at `DEWAR_PATH`, in `../share/dewar` beside the running program, and in the checkout around it.
    static func find(
        named path: String? = Host.variable("DEWAR_PATH"), program: String = Host.executable
    ) throws(BuildProblem) -> FrameworkSources {
        if let path, !path.isEmpty {
            guard isDewar(path) else { throw .noFrameworkSources(looked: [path]) }
            return FrameworkSources(folder: Path.absolute(path))
        }
        let installed = Path.folder(Path.folder(program)) + "/share/dewar"
        if isDewar(installed) { return FrameworkSources(folder: installed) }
        var folder = Path.folder(program)
        while folder != "/" {
            if isDewar(folder) { return FrameworkSources(folder: folder) }
            folder = Path.folder(folder)
        }
        throw .noFrameworkSources(looked: ["DEWAR_PATH", installed, "the folders above \(program)"])
    }

    /// Whether a folder holds this package: its Package.swift says `name: "dewar"`.
    private static func isDewar(_ folder: String) -> Bool {
        guard let manifest = try? Files.text(folder + "/Package.swift") else { return false }
        return manifest.contains("name: \"dewar\"") && Files.isFolder(folder + "/Sources/Dewar")
    }

    /// A digest of the manifest and of every source but those of the tool, so that it changes when the framework does.
    func contentHash() throws(BuildProblem) -> ContentHash {
        var hash = ContentHash()
        do {
            hash.add(try Files.read(folder + "/Package.swift"))
            for target in try Files.names(in: folder + "/Sources") where !["DewarTool", "dewar"].contains(target) {
                try add(folder + "/Sources/" + target, to: &hash)
            }
        } catch { throw .system("\(error)") }
        return hash
    }

    private func add(_ path: String, to hash: inout ContentHash) throws(SystemError) {
        if Files.isFolder(path) {
            for name in try Files.names(in: path) where !name.hasPrefix(".") { try add(path + "/" + name, to: &hash) }
        } else {
            hash.add(Path.relative(path, to: folder))
            hash.add(try Files.read(path))
        }
    }
}
