package import DewarLinux

/// The `dewar` that was built with the tests, and the framework that all end-to-end tests share: it is built once, into
/// a cache inside `.build`, and found there by the next run.
package enum DewarProgram {
    /// It lies beside the program that runs the tests.
    package static let path: String = {
        let tests = Host.executable
        let beside = String(tests[..<(tests.lastIndex(of: "/") ?? tests.startIndex)]) + "/dewar"
        return Files.isFile(beside) ? beside : Repository.path(".build/debug/dewar")
    }()

    /// What the tests add to its environment.
    package static let environment = [
        "XDG_CACHE_HOME": Repository.path(".build/test-cache"), "DEWAR_PATH": Repository.root, "NO_COLOR": "1",
    ]

    /// A runner whose `dewar` finds the framework built.
    package static func prepared() throws -> CommandRunner {
        try framework.get()
        return CommandRunner(environment: environment)
    }

    private static let framework: Result<Void, FrameworkDidNotBuild> = {
        let outcome = try? CommandRunner(environment: environment).run(path, ["framework"], in: Repository.root)
        return outcome?.exit == .code(0) ? .success(()) : .failure(FrameworkDidNotBuild(said: outcome?.errors ?? ""))
    }()

    package struct FrameworkDidNotBuild: Error {
        package var said: String
    }
}

extension CommandRunner {
    /// Runs the words after `dewar`.
    package func dewar(_ words: String..., in folder: String) throws(SystemError) -> Outcome {
        try run(DewarProgram.path, words, in: folder)
    }
}
