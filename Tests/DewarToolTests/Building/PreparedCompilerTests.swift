import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("A compiler that is prepared for a job")
struct PreparedCompilerTests {
    private let temporary: TemporaryDirectory
    private let toolchain: Toolchain
    private let library: String
    private var folder: String { temporary.path }

    init() throws {
        temporary = try TemporaryDirectory()
        toolchain = try Toolchain.find()
        Standby(toolchain: toolchain, folder: temporary.path).prepare()
        let name = try #require(try Files.names(in: temporary.path).first { $0.hasSuffix(".so") })
        library = "\(temporary.path)/\(name)"
    }

    // MARK: - Jobs

    private func write(_ sources: [String: String]) throws -> [SourceInput] {
        for (name, text) in sources { try Files.write(text, to: "\(folder)/\(name)") }
        return try sources.keys.sorted().map { try SourceInput("\(folder)/\($0)") }
    }

    private func job(compiling primary: String, of sources: [SourceInput]) -> Job {
        var arguments = ["-frontend", "-c", "-module-name", "app", "-I", folder, "-gline-tables-only"]
        for source in sources {
            arguments += (Path.name(source.path) == primary ? ["-primary-file"] : []) + [source.path]
        }
        arguments += sources.count > 1 ? ["-emit-reference-dependencies-path", "\(folder)/out.swiftdeps"] : []
        return Job(toolchain.frontend, arguments + ["-o", "\(folder)/out.o"], directory: folder)
    }

    private func prepared(for job: Job, of sources: [SourceInput]) throws -> WaitingProgram {
        let foreseen = try #require(ForeseenJob(job, of: sources))
        let program = try WaitingProgram(job, library: library, practiceAfter: 0, foreseen: foreseen)
        repeat { try #require(program.isReady(milliseconds: 60_000)) } while program.state == .ready
        #expect(program.state == .prepared)
        return program
    }

    private struct Outcome: Equatable {
        var object: [UInt8]?
        var dependencies: [UInt8]?

        /// Takes what was written, so that the next job writes it anew.
        init(takingFrom folder: String) {
            object = try? Files.read("\(folder)/out.o")
            dependencies = try? Files.read("\(folder)/out.swiftdeps")
            for name in ["out.o", "out.swiftdeps"] { Files.remove("\(folder)/\(name)") }
        }
    }

    /// Compares what becomes of a job with what a fresh compiler makes of it, whose errors alone count.
    private func expectSame(
        _ program: WaitingProgram, _ job: Job, of sources: [SourceInput], sourceLocation: SourceLocation
    ) throws {
        let result = try #require(try Jobs.run([job], first: program.begin(job, of: sources))?.first)
        let written = Outcome(takingFrom: folder)
        let fresh = try #require(try Jobs.run(job))
        #expect(result.succeeded == fresh.succeeded, sourceLocation: sourceLocation)
        let outcome = program.outcome(of: result)
        #expect(
            outcome?.text == (fresh.succeeded ? fresh.withoutSpacesAtLineEnds.text : nil),
            sourceLocation: sourceLocation)
        #expect(written == Outcome(takingFrom: folder), sourceLocation: sourceLocation)
        #expect(!fresh.succeeded || written.object != nil, sourceLocation: sourceLocation)
    }

    /// Prepares for some sources, changes them, and compares.
    private func expectSame(
        _ before: [String: String], then change: [String: String], compiling primary: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let sources = try write(before)
        let program = try prepared(for: job(compiling: primary, of: sources), of: sources)
        let now = try write(before.merging(change) { $1 })
        let job = job(compiling: primary, of: now)
        try expectSame(program, job, of: now, sourceLocation: sourceLocation)
    }

    // MARK: - Sources

    private static let app =
        "struct Point { var x = 1 }\nfunc double(_ n: Int) -> Int { n * 2 }\nprint(Point(), double(3))\n"

    @Test(
        "writes, byte for byte, what a fresh one does, whatever was saved",
        arguments: [
            app, app.replacing("n * 2", with: "n + n + 1"), "print(1)\n", "print(1)", "", "// nothing but a comment",
            app + "// no end of line", app + "\n\n\n\t \n", app.replacing("\n", with: "\r\n"),
            app + "func warned() { let unused = 1 }", app + "@available(*, deprecated) func old() {}\nold()",
            app + "struct Item: Codable, Hashable { var id: Int; var name: String? }\nprint(Set([Item(id: 1)]))",
            app + "enum Kind: String, CaseIterable { case a, b }\nprint(Kind.allCases.filter { $0 != .a && $0 == .b })",
            app + "struct Own: Equatable { static func == (a: Own, b: Own) -> Bool { true } }\nprint(Own() == Own())",
            app + "switch 3 { case 0..<2: print(\"a\" + \"b\")\ncase let n where n - 1 > 1: print(n)\ndefault: break }",
            app + "infix operator <+>\nfunc <+> <T: BinaryInteger>(a: T, b: T?) -> T { a + (b ?? 0) }\nprint(1 <+> 2)",
            app + "let text = \"\"\"\n  several\n  lines\n  \"\"\"\nprint(text, #line, #fileID)\n",
            app + (0..<400).map { "func longer\($0)() -> Int { double(\($0)) }\n" }.joined(),
            app + String(repeating: "// longer than a prepared compiler has room\n", count: 2_000) + "print(1)\n",
        ])
    func same(source: String) throws {
        try expectSame(["app.swift": PreparedCompilerTests.app], then: ["app.swift": source], compiling: "app.swift")
    }

    @Test("takes a source that was as long as pages are", arguments: [4_095, 4_096, 4_097, 16_384, 40_960, 81_920])
    func pages(bytes: Int) throws {
        let text = "print(\"before\")\n//"
        let long = text + String(repeating: "-", count: bytes - text.utf8.count)
        try expectSame(
            ["app.swift": long], then: ["app.swift": long.replacing("before", with: "behind")], compiling: "app.swift")
    }

    @Test(
        "is not trusted with its errors",
        arguments: [
            "print(naem)\n", "print(\"no end\n", "/* no end", "func f() {\n", "let x = 1 +", "import Nowhere\n",
        ])
    func mistakes(source: String) throws {
        try expectSame(["app.swift": PreparedCompilerTests.app], then: ["app.swift": source], compiling: "app.swift")
    }

    private static let module = [
        "greeting.swift": "struct Greeting { var name: String; var text: String { \"hello \\(name)\" } }\n",
        "main.swift": "print(Greeting(name: \"you\").text)\n",
    ]

    @Test(
        "sees what the other files of its module say by now",
        arguments: [
            ["main.swift": "print(Greeting(name: \"them\").text)\n"],
            ["greeting.swift": "struct Greeting { var name: String; var text: Int { name.count } }\n"],
            [
                "greeting.swift": "struct Greeting { var name: String; var text = 1 }\n",
                "main.swift": "print(Greeting(name: \"a\"))\n",
            ],
            ["greeting.swift": "struct Greeting {}\n"],
        ])
    func otherFiles(change: [String: String]) throws {
        try expectSame(PreparedCompilerTests.module, then: change, compiling: "main.swift")
    }

    @Test("does another job than the one that it is prepared for")
    func anotherJob() throws {
        let sources = try write(PreparedCompilerTests.module)
        let program = try prepared(for: job(compiling: "main.swift", of: sources), of: sources)
        let other = job(compiling: "greeting.swift", of: sources)
        try expectSame(program, other, of: sources, sourceLocation: #_sourceLocation)
    }

    // MARK: - Modules

    private func buildModule(_ text: String) throws {
        try Files.write(text, to: "\(folder)/Lib.swift")
        let job = Job(
            toolchain.swiftc, ["-emit-module", "-parse-as-library", "-module-name", "Lib", "Lib.swift"],
            directory: folder)
        try #require(try Jobs.run(job)?.succeeded == true)
        Files.remove("\(folder)/Lib.swift")
    }

    @Test("sees a module as it is by now")
    func changedModule() throws {
        try buildModule("@inlinable public func answer() -> Int { 41 }\n")
        let sources = try write(["app.swift": "import Lib\n\nlet it: Int = answer()\nprint(it)\n"])
        let job = job(compiling: "app.swift", of: sources)
        let program = try prepared(for: job, of: sources)
        try buildModule("@inlinable public func answer(_ more: Int = 7) -> Int { 35 + more }\n")
        try expectSame(program, job, of: sources, sourceLocation: #_sourceLocation)
    }

    @Test("does not see a module that is no longer imported, nor miss one that now is")
    func changedImports() throws {
        try buildModule("extension String { public var doubled: String { self + self } }\n")
        let (with, without) = ("import Lib\nprint(\"a\".doubled)\n", "print(\"a\".doubled)\n")
        try expectSame(["app.swift": with], then: ["app.swift": without], compiling: "app.swift")
        try expectSame(["app.swift": "print(\"a\")\n"], then: ["app.swift": with], compiling: "app.swift")
        try expectSame(
            ["app.swift": with], then: ["app.swift": "#if NEVER\n\(with)#endif\n\(without)"], compiling: "app.swift")
    }

    @Test(
        "finds what a source imports",
        arguments: [
            ("print(1)\n", []),
            ("import Dewar\nimport FoundationEssentials // for Date\n", ["Dewar", "FoundationEssentials"]),
            ("public import A\ninternal import struct B.C; import D.E\n", ["A", "B", "D"]),
            ("/* import A */\nlet text = \"import B\"\nlet `import` = 1\nimport `Odd`\n", ["Odd"]),
            ("import\n  A\nimport A\n", ["A", "A"]), ("#if os(Linux)\nlet a = 1\n#endif\nimport A\n", ["A"]),
            ("f(import: 1)\n", []), ("#if os(Linux)\nimport A\n#endif\n", nil), ("@testable import A\n", nil),
        ] as [(String, [String]?)])
    func imports(source: String, modules: [String]?) {
        #expect(ImportedModules.of(Array(source.utf8)) == modules)
    }
}
