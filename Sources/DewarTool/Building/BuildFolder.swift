internal import DewarLinux

/// Where everything that is built of a project is kept: `.dewar` inside it, which git ignores by itself.
struct BuildFolder: Sendable, Hashable {
    var path: String

    /// The folder of a project, made if need be. Where the project cannot be written to, it lies in the cache.
    init(of project: Project, cache: String) throws(BuildProblem) {
        let own = project.root + "/.dewar"
        path = Files.isWritable(project.root) ? own : "\(cache)/projects/\(ContentHash(project.root))"
        do {
            try Files.makeFolder(path)
            let ignore = path + "/.gitignore"
            if !Files.isFile(ignore) { try Files.write("*\n", to: ignore) }
        } catch { throw .system("\(error)") }
    }

    /// Waits until no other process builds in the folder: `dewar serve` and `dewar routes` may both be asked at once.
    func lock() throws(BuildProblem) -> FileLock {
        do { return try FileLock(path + "/lock") } catch { throw .system("\(error)") }
    }
}
