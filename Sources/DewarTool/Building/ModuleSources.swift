/// The sources of one module and how they are compiled, whichever layout they come from.
struct ModuleSources: Sendable, Hashable {
    var module: String
    /// Absolute paths, sorted.
    var files: [String]
    /// What the compiler is given beside the plan: defines, `-parse-as-library`, import paths of packages.
    var arguments: [String] = []
    /// What the linker is given beside the framework: libraries of packages.
    var libraries: [String] = []
    /// The folder from which the compiler runs, and which debug information names.
    var root: String
}
