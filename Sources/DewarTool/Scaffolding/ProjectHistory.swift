internal import DewarLinux

/// The project's first commit.
enum ProjectHistory {
    enum Outcome: Hashable, Sendable {
        case committed
        /// The project is a part of another repository, whose owner commits it.
        case insideAnother
        case noGit
        /// The repository is there; git does not know who commits.
        case notCommitted
    }

    /// Makes a repository in `folder`, which will be at `target`, with all files in one commit.
    static func begin(in folder: String, target: String, message: String) -> Outcome {
        if isInsideRepository(Path.folder(target)) { return .insideAnother }
        guard git(["init", "--quiet", "--initial-branch=main", "--template="], folder) else { return .noGit }
        let isKept =
            git(["add", "--all"], folder)
            && git(["-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--no-gpg-sign", "-m", message], folder)
        return isKept ? .committed : .notCommitted
    }

    private static func isInsideRepository(_ folder: String) -> Bool {
        var folder = Files.resolved(folder) ?? folder
        while true {
            if Files.facts(folder + "/.git") != nil { return true }
            if folder == "/" { return false }
            folder = Path.folder(folder)
        }
    }

    private static func git(_ arguments: [String], _ folder: String) -> Bool {
        (try? Jobs.run(Job("/usr/bin/env", ["git"] + arguments, directory: folder)))??.succeeded ?? false
    }
}
