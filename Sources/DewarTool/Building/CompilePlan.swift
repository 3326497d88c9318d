internal import DewarLinux

/// How the compiler and the linker are to be called directly: what their drivers would call, asked once per compiler,
/// framework and flags, and kept beside the framework.
struct CompilePlan: Sendable, Hashable {
    /// Arguments of `swift-frontend` but for the inputs, the module's name and the outputs.
    var compile: [String]
    /// Arguments of the linker but for the output and the libraries that the objects ask for; `objects` stands for the objects.
    var link: [String]
    var linker: String

    /// Where the objects belong among the linker's arguments: after crtbegin.o, before crtend.o.
    private static let objects = "OBJECTS"

    /// Without LLVM's check of its own work, which takes a thirtieth of the time.
    static let flags = [
        "-Onone", "-gline-tables-only", "-swift-version", "6", "-no-color-diagnostics", "-diagnostic-style=llvm",
        "-Xfrontend", "-disable-llvm-verify",
    ]

    /// The plan for a framework; the drivers are asked the first time.
    static func of(_ framework: Framework, toolchain: Toolchain) throws(BuildProblem) -> CompilePlan {
        let store = "\(framework.folder)/plan-\(ContentHash(flags.joined(separator: " ")))"
        if let text = try? Files.text(store), let plan = CompilePlan(stored: text) { return plan }
        let plan = try asked(framework, toolchain: toolchain, at: "\(store).\(Host.processID).swift")
        try? Files.write(plan.stored, to: store)
        return plan
    }

    /// Asks `swiftc -###` for the compiler's line and `clang -###` for the linker's, with names that stand for the app's.
    private static func asked(_ framework: Framework, toolchain: Toolchain, at source: String)
        throws(BuildProblem) -> CompilePlan
    {
        let program = source + ".program"
        do { try Files.write("", to: source) } catch { throw .system("\(error)") }
        defer { Files.remove(source) }
        let asked = ["-###", "-module-name", "DewarPlan", source, "-o", program, "-use-ld=lld"]
        let lines = try answer(toolchain.swiftc, asked + flags + framework.importArguments)
        guard let frontend = lines.first(where: { $0.contains("-frontend") }),
            var clang = lines.first(where: { Path.name($0[0]).hasPrefix("clang") }),
            let object = frontend.value(of: "-o")
        else { throw .noPlan(output: lines.map { $0.joined(separator: " ") }.joined(separator: "\n")) }
        clang.removeAll { $0.hasPrefix("@") }
        clang = clang.map { $0 == object ? source : $0 }
        let driver = clang.removeFirst()
        let linkLines = try answer(driver, ["-###"] + clang)
        guard var link = linkLines.last, link.contains(source) else {
            throw .noPlan(output: linkLines.map { $0.joined(separator: " ") }.joined(separator: "\n"))
        }
        let linker = link.removeFirst()
        link.remove(option: "-o")
        link.removeAll { $0 == "--build-id" }
        link = link.map { $0 == source ? CompilePlan.objects : $0 }
        var compile = Array(frontend.dropFirst())
        for option in ["-primary-file", "-module-name", "-o", "-file-compilation-dir"] {
            compile.remove(option: option)
        }
        return CompilePlan(compile: compile, link: link, linker: linker)
    }

    /// The command lines that a driver prints for `-###`.
    private static func answer(_ driver: String, _ arguments: [String]) throws(BuildProblem) -> [[String]] {
        let result: JobResult?
        do { result = try Jobs.run(Job(driver, arguments)) } catch { throw .system("\(error)") }
        guard let result, result.succeeded else { throw .noPlan(output: result?.text ?? "") }
        return result.text.split(separator: "\n").map { splitCommandLine($0) }.filter { $0.count > 2 }
    }

    /// The linker's arguments for these objects and libraries.
    func linkArguments(objects: [String], libraries: [String], output: String) -> [String] {
        link.flatMap { $0 == CompilePlan.objects ? objects + libraries : [$0] } + ["-o", output]
    }

    /// One argument a line: the linker, the number of arguments of the compiler, those, then the linker's.
    private var stored: String { ([linker, "\(compile.count)"] + compile + link).joined(separator: "\n") }

    private init?(stored: String) {
        let lines = stored.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count > 2, let count = Int(lines[1]), lines.count >= 2 + count else { return nil }
        self.init(compile: Array(lines[2..<2 + count]), link: Array(lines[(2 + count)...]), linker: lines[0])
    }

    init(compile: [String], link: [String], linker: String) {
        self.compile = compile
        self.link = link
        self.linker = linker
    }
}

extension [String] {
    /// What follows an option.
    func value(of option: String) -> String? {
        firstIndex(of: option).flatMap { $0 + 1 < count ? self[$0 + 1] : nil }
    }

    /// Removes an option and what follows it.
    mutating func remove(option: String) {
        if let index = firstIndex(of: option) { removeSubrange(index..<Swift.min(index + 2, count)) }
    }
}
