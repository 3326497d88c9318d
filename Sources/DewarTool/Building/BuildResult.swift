/// What became of a build.
struct BuildResult: Sendable {
    enum Outcome: Sendable, Hashable {
        /// The program is there. Two programs with one fingerprint are byte for byte the same.
        case built(program: String, fingerprint: ContentHash)
        /// The compiler's or the linker's messages; `output` is all that was said.
        case failed([Diagnostic], output: String)
        /// A newer save came before it was done.
        case cancelled
    }

    var outcome: Outcome
    /// Warnings of a build that succeeded.
    var warnings: [Diagnostic] = []
    /// How it was built: `edited files`, `whole module`, `nothing to do`, `swift build`.
    var way: String
    var timings = BuildTimings()
    /// Whether it was linked to stand-ins (`LibraryStandIns`).
    var isLinkedLoosely = false

    init(outcome: Outcome, way: String) {
        self.outcome = outcome
        self.way = way
    }

    init(_ failure: ModuleBuild.Failure, way: String) {
        self.init(outcome: .failed(Diagnostic.parse(failure.output), output: failure.output), way: way)
    }

    static let nothing = "nothing to do"
    /// Files that were edited, and those that see what was.
    static let editedFiles = "edited files"

    var program: String? {
        if case .built(let program, _) = outcome { return program }
        return nil
    }
}

/// Where the time of a build went, in nanoseconds.
struct BuildTimings: Sendable, Hashable {
    /// Sources read, compared, and what to do decided.
    var plan = 0
    var compile = 0
    var link = 0

    var total: Int { plan + compile + link }
}
