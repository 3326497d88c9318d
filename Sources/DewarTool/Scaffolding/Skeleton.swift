internal import DewarLinux

/// A folder from which projects are made. Files that end in `.jinja` are rendered and lose that ending, all others are
/// copied byte for byte; names of files and folders may hold variables.
struct Skeleton: Sendable {
    /// One file of the skeleton, as it lies there.
    struct Source: Sendable {
        /// Below the skeleton's folder: `Sources/App/main.swift.jinja`.
        var path: String
        var contents: [UInt8]
        var isExecutable: Bool
    }

    var folder: String
    var manifest: SkeletonManifest

    /// The skeleton in `folder`. One without a manifest asks nothing and says nothing.
    init(at folder: String) throws(SkeletonFault) {
        guard Files.isFolder(folder) else { throw .nothingAt(folder) }
        self.folder = folder
        let path = folder + "/" + SkeletonManifest.fileName
        if Files.isFile(path) {
            manifest = try SkeletonManifest(json: readable(path), path: path)
        } else {
            manifest = SkeletonManifest(name: Path.name(folder), description: "")
        }
    }

    /// The names of the skeletons that come with Dewar, as a shell offers them.
    static let layouts = ["single", "factory", "api"]

    /// The skeletons that come with Dewar, by name.
    static func bundled(in sources: FrameworkSources) throws(SkeletonFault) -> [Skeleton] {
        let folder = sources.skeletons
        guard let names = try? Files.names(in: folder) else { throw .nothingAt(folder) }
        var skeletons: [Skeleton] = []
        for name in names where Files.isFile("\(folder)/\(name)/\(SkeletonManifest.fileName)") {
            skeletons.append(try Skeleton(at: "\(folder)/\(name)"))
        }
        return skeletons.sorted { $0.manifest.name > $1.manifest.name }
    }

    static func named(_ name: String, in sources: FrameworkSources) throws(SkeletonFault) -> Skeleton {
        let all = try bundled(in: sources)
        guard let found = all.first(where: { $0.manifest.name == name }) else {
            throw .unknownLayout(name, known: all.map(\.manifest.name))
        }
        return found
    }

    /// All files of the skeleton, in the order of their paths.
    func sources() throws(SkeletonFault) -> [Source] {
        try sources(below: "")
    }

    private func sources(below prefix: String) throws(SkeletonFault) -> [Source] {
        let names: [String]
        do {
            names = try Files.names(in: folder + "/" + prefix)
        } catch {
            throw .unreadable(error)
        }
        var found: [Source] = []
        for name in names where !Self.left.contains(name) {
            let path = prefix + name
            guard path != SkeletonManifest.fileName, path != Features.folder else { continue }
            guard let facts = Files.facts(folder + "/" + path) else { throw .strangeFile(path) }
            switch (facts.kind, Files.facts(folder + "/" + path, followLinks: false)?.kind) {
            case (.folder, .folder): found += try sources(below: path + "/")
            case (.file, .file),
                (.file, .link) where leadsInside(path):
                let contents = try readable(folder + "/" + path)
                found.append(Source(path: path, contents: contents, isExecutable: facts.permissions & 0o100 != 0))
            default: throw .strangeFile(path)
            }
        }
        return found
    }

    /// Whether a link leads to a file of the skeleton. One that leads out would bring the reader's own files along.
    private func leadsInside(_ path: String) -> Bool {
        guard let root = Files.resolved(folder), let file = Files.resolved(folder + "/" + path) else { return false }
        return file.hasPrefix(root + "/")
    }

    /// What version control and builds leave in a folder that somebody works on.
    private static let left: Set<String> = [".git", ".build", ".DS_Store"]
}

/// What is wrong with a skeleton, or with what was said to it.
enum SkeletonFault: Error, Hashable {
    case nothingAt(String)
    case unknownLayout(String, known: [String])
    case manifest(path: String, why: String)
    /// A link to a folder or out of the skeleton, a socket, a pipe.
    case strangeFile(String)
    case unreadable(SystemError)
    case template(path: String, why: String)
    case name(path: String, rendered: String)
    case twice(path: String)
    case unknownAnswer(String, known: [String])
    case badAnswer(String, question: String, expected: String)
    case noVendorPlace(layout: String)
    case unknownFeature(String, layout: String, known: [String])
    case noMark(String, path: String)
    case noRepository(String, said: String)
    case noReference(String, String)
}

private func readable(_ path: String) throws(SkeletonFault) -> [UInt8] {
    do { return try Files.read(path) } catch { throw .unreadable(error) }
}
