internal import DewarLinux

/// A skeleton in a git repository: fetched into a temporary folder, read, and removed. Nothing of it is run: no hooks, no
/// submodules, no transports but git's own.
struct SkeletonRepository {
    let folder: String
    let commit: String

    /// Whether `text` names a repository rather than a folder.
    static func isAddress(_ text: String) -> Bool {
        text.contains("://") || text.hasPrefix("git@") || text.hasSuffix(".git")
    }

    /// - Parameter reference: a tag, a branch or a commit; the repository's own choice if nil.
    init(_ address: String, at reference: String?) throws {
        let folder =
            "\(Host.variable("TMPDIR") ?? "/tmp")/dewar-skeleton-\(Host.processID)-\(UInt64.random(in: 0 ... .max))"
        guard reference?.hasPrefix("-") != true else { throw SkeletonFault.noReference(reference ?? "", address) }
        let cloning = ["clone", "--quiet", "--no-checkout", "--template=", "--", address, folder]
        let cloned = try Self.git(cloning)
        guard cloned.succeeded else { throw SkeletonFault.noRepository(address, said: cloned.text) }
        let checkedOut = try Self.git(["-C", folder, "checkout", "--quiet", "--detach", reference ?? "HEAD", "--"])
        guard checkedOut.succeeded else {
            Files.remove(folder)
            throw SkeletonFault.noReference(reference ?? "HEAD", address)
        }
        self.folder = folder
        commit = try Self.git(["-C", folder, "rev-parse", "HEAD"]).text.filter { !$0.isNewline }
    }

    func remove() { Files.remove(folder) }

    private static func git(_ arguments: [String]) throws -> JobResult {
        var job = Job(
            "/usr/bin/env", ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"] + arguments)
        job.environment = ["GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "GIT_TERMINAL_PROMPT": "0"]
        guard let result = try Jobs.run(job) else { throw BuildProblem.system("git did not run") }
        return result
    }
}
