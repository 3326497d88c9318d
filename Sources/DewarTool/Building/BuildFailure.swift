extension ModuleBuild {
    /// What a failed step said.
    struct Failure: Error {
        var output: String
        /// Whether a build of everything would fail as well, and say the same of these files.
        var isCertain = false
    }
}

extension ModuleBuild.Failure {
    /// What compilers said of these files, where they were asked for no others.
    ///
    /// A compiler reads the sources of all files, and nothing that was built before; what it finds in a file is in the file whatever else
    /// is compiled. So its errors stand, where it ended by itself, every error lies in a file that it was asked for, and
    /// none depends on the order in which declarations are looked at, as circles do.
    init(_ results: [JobResult], compiling files: Set<String>) {
        output = results.map(\.text).joined()
        let errors = Diagnostic.parse(output).filter { $0.severity == .error }
        isCertain =
            results.allSatisfy { $0.succeeded || $0.exit == .code(1) } && !errors.isEmpty
            && errors.allSatisfy { $0.lies(in: files) && !$0.dependsOnOrder }
    }
}

extension Diagnostic {
    fileprivate func lies(in files: Set<String>) -> Bool { place.map { files.contains($0.file) } ?? false }

    fileprivate var dependsOnOrder: Bool {
        Diagnostic.ordered.contains { message.contains($0) }
    }

    /// `circular reference`, `inheritance from itself`, `raw type … references itself`
    private static let ordered = ["circular", "itself", "reasonable time", "failed to produce diagnostic"]
}
