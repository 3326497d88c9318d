internal import DewarLinux

/// The Swift compiler on the PATH, and what belongs to it.
struct Toolchain: Sendable {
    /// The folder of `swiftc`, `swift-frontend`, `ld.lld` and `clang`.
    var folder: String
    /// Changes whenever another compiler stands here: its path, size and time.
    var identity: ContentHash

    var swift: String { folder + "/swift" }
    var swiftc: String { folder + "/swiftc" }
    var frontend: String { folder + "/swift-frontend" }
    var clang: String { folder + "/clang" }

    /// Finds `swiftc` on the PATH. A stand-in such as swiftly's is asked where the real one is.
    static func find(path: String? = Host.variable("PATH")) throws(BuildProblem) -> Toolchain {
        for folder in (path ?? "").split(separator: ":") {
            guard let program = Files.resolved("\(folder)/swiftc") else { continue }
            if let found = Toolchain(folder: Path.folder(program)) ?? asked("\(folder)/swiftc") { return found }
        }
        throw .noCompiler
    }

    private init?(folder: String) {
        guard let facts = Files.facts(folder + "/swift-frontend") else { return nil }
        self.folder = folder
        identity = ContentHash("\(folder) \(facts.bytes) \(facts.modified)")
    }

    /// `swiftc -print-target-info` tells where the compiler's own library is: `…/usr/lib/swift`.
    private static func asked(_ swiftc: String) -> Toolchain? {
        guard let answer = try? Jobs.run(Job(swiftc, ["-print-target-info"], keepsErrors: false)),
            let line = answer.text.split(separator: "\n").first(where: { $0.contains("\"runtimeResourcePath\"") })
        else { return nil }
        let parts = line.split(separator: "\"")
        guard parts.count >= 4, let folder = Files.resolved("\(parts[3])/../../bin") else { return nil }
        return Toolchain(folder: folder)
    }
}
