/// Why nothing could be built, apart from what the compiler has to say about the app.
enum BuildProblem: Error, Sendable, Hashable {
    /// No `swiftc` on the PATH.
    case noCompiler
    /// The framework's sources are at none of these places.
    case noFrameworkSources(looked: [String])
    /// Dewar itself did not build: the last lines of what was said.
    case frameworkDoesNotBuild(output: String)
    /// The compiler's driver was asked for its plan and gave none.
    case noPlan(output: String)
    /// The file or folder given does not exist.
    case nothingAt(String)
    /// Neither app.swift nor Package.swift in the folder.
    case noApp(folder: String, candidates: [String])
    /// Package.swift has no executable target, or several and none is called App.
    case noExecutableTarget(names: [String])
    /// SwiftPM could not read Package.swift.
    case manifest(output: String)
    /// A file or folder could not be read or written.
    case system(String)
}
