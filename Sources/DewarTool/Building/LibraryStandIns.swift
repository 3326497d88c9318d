internal import DewarLinux

/// Shared libraries with a name and nothing inside, in place of those of Swift, of Dewar and of an app's packages: the linker spends
/// half of its time on reading twenty thousand symbols of theirs, of which an app needs a few hundred.
///
/// A program that is linked so finds every symbol when it starts (`-z now`), or ends there with `missingSymbol`; then it is
/// linked to the libraries themselves, for the linker's own words.
struct LibraryStandIns {
    /// Where they are kept; a stand-in is the same for all that have its name.
    var folder: String
    var toolchain: Toolchain

    /// What glibc's dynamic linker ends a program with that needs a symbol which is nowhere.
    static let missingSymbol: Int32 = 127

    /// The linker's arguments with stand-ins for what they name; libraries that are not Swift's (`-lsqlite3`) stay.
    ///
    /// - Parameter libraries: paths among the arguments that have stand-ins as well.
    func replacing(_ libraries: [String], in arguments: [String]) throws -> [String] {
        let swift = arguments.value(of: "-rpath") ?? ""
        for name in Set(arguments.filter { $0.hasPrefix("-l") }.map { "lib\($0.dropFirst(2)).so" })
        where Files.isFile("\(swift)/\(name)") {
            try make(name)
        }
        for library in libraries { try make(Path.name(library)) }
        let replaced = arguments.map { libraries.contains($0) ? "\(folder)/\(Path.name($0))" : $0 }
        // What an app may want of GCC's libraries is there with Swift's.
        let needed = replaced.filter { $0 != "-lgcc" && $0 != "-lgcc_s" }
        return ["-L\(folder)"] + needed + ["--unresolved-symbols=ignore-all", "-z", "now", "--threads=1"]
    }

    private func make(_ name: String) throws {
        let path = "\(folder)/\(name)"
        if Files.isFile(path) { return }
        try Files.makeFolder(folder)
        let arguments = ["-shared", "-nostdlib", "-fuse-ld=lld", "-x", "c", "/dev/null", "-Wl,-soname,\(name)"]
        let answer = try Jobs.run(Job(toolchain.clang, arguments + ["-o", path + ".draft"]))
        guard let answer, answer.succeeded else { throw ModuleBuild.Failure(output: answer?.text ?? "") }
        try Files.rename(path + ".draft", to: path)
    }
}
