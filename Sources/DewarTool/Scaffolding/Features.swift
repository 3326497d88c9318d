internal import DewarLinux

/// The parts that `--with` adds to a project, and that `dewar add` adds later: each is a small skeleton, whose files come
/// beside the project's and whose insertions go into them.
enum Features {
    /// The feature of that name: the skeleton's own, in its folder `features`, else Dewar's.
    static func named(_ name: String, for skeleton: Skeleton?, in sources: FrameworkSources) throws(SkeletonFault)
        -> Skeleton
    {
        let known = skeleton?.manifest.features ?? names(in: sources)
        guard known.contains(name) else {
            throw .unknownFeature(name, layout: skeleton?.manifest.name ?? "", known: known)
        }
        let folders = [skeleton.map { $0.folder + "/" + folder }, sources.skeletons + "/" + folder]
        for case let folder? in folders where Files.isFolder("\(folder)/\(name)") {
            return try Skeleton(at: "\(folder)/\(name)")
        }
        throw .nothingAt("\(sources.skeletons)/\(folder)/\(name)")
    }

    /// The names of Dewar's own, as the help tells them.
    static let names = ["db", "docker", "systemd", "nginx", "ci", "k8s"]

    /// Dewar's own.
    static func all(in sources: FrameworkSources) throws(SkeletonFault) -> [Skeleton] {
        var all: [Skeleton] = []
        for name in names(in: sources) { all.append(try Skeleton(at: "\(sources.skeletons)/\(folder)/\(name)")) }
        return all
    }

    /// The names in `db,docker`, said once or several times.
    static func names(from words: [String]) -> [String] {
        var names: [String] = []
        for name in words.flatMap({ $0.split(separator: ",") }).map(String.init) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    private static func names(in sources: FrameworkSources) -> [String] {
        ((try? Files.names(in: sources.skeletons + "/" + folder)) ?? []).sorted()
    }

    /// In a skeleton's folder, and among the skeletons that come with Dewar.
    static let folder = "features"
}

extension ProjectPlan {
    /// Adds a feature to a project that is not written yet. Its templates know the features that came before it.
    mutating func add(_ feature: Skeleton, _ variables: Variables) throws(SkeletonFault) {
        let insertions = try Insertions(feature.manifest, variables) { path in
            files.first { $0.path == path }.map { String(decoding: $0.contents, as: UTF8.self) }
        }
        if let homeless = insertions.homeless.first { throw .noMark(homeless.mark, path: homeless.path) }
        for index in files.indices {
            if let text = insertions.changed[files[index].path] { files[index].contents = Array(text.utf8) }
        }
        try render(feature, variables)
    }
}
