import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("A build that fails") struct BuildFailureTests {
    /// Two functions, of which one calls the other, and a file that has nothing to do with them.
    private static let module = [
        "Find.swift": "func find(_ id: Int) -> String { \"ada\" }\n",
        "View.swift": "func view() -> String { find(1) }\n",
        "Other.swift": "func other() -> Int { 1 }\n",
    ]

    private let place: ModulePlace

    init() throws {
        place = try ModulePlace()
        try place.save(Self.module)
        try #require(try place.build())
    }

    private func fail(_ edit: [String: String]) throws {
        try place.save(Self.module.merging(edit) { $1 })
        #expect(try !place.build())
    }

    @Test("tells the errors of edited files, and of those that see the change, without compiling the others")
    func certain() throws {
        try fail(["Find.swift": "func find(_ id: Int) -> String { naem }\n"])
        #expect(place.errors == ["Find.swift:1:34: cannot find 'naem' in scope"])
        #expect(place.way == BuildResult.editedFiles)
        try fail(["Find.swift": "func find(_ id: Int) -> String { \"ada\"\n"])
        #expect(place.errors == ["Find.swift:2:1: expected '}' at end of brace statement"])
        #expect(place.way == BuildResult.editedFiles)
        try fail(["Find.swift": "func search(_ id: Int) -> String { \"ada\" }\n"])
        #expect(place.errors == ["View.swift:1:25: cannot find 'find' in scope"])
        #expect(place.way == BuildResult.editedFiles)
    }

    @Test("compiles everything before it tells what may depend on the order of declarations")
    func circle() throws {
        try fail(["Find.swift": "func find(_ id: Int) -> String { \"\" }\nclass A: B {}\nclass B: A {}\n"])
        #expect(place.errors.contains { $0.contains("inherits from itself") })
        #expect(place.way == "whole module")
    }

    @Test("compiles everything before it tells that a program of a partial build does not link")
    func unlinked() throws {
        place.linking = "echo ld.lld: error: duplicate symbol; exit 1"
        try fail(["Find.swift": "func find(_ id: Int) -> String { \"bob\" }\n"])
        #expect(place.errors == ["duplicate symbol"])
        #expect(place.way == "whole module")
    }

    @Test("does not fail for a file that was removed after the sources were listed")
    func removed() throws {
        try place.save(Self.module.merging(["Extra.swift": "func extra() {}\n"]) { $1 })
        place.remove("Extra.swift")
        #expect(try place.build())
        place.remove("Find.swift")
        #expect(try !place.build())
        #expect(place.errors == ["View.swift:1:25: cannot find 'find' in scope"])
    }

    @Test("tells the time of the step that failed")
    func timings() throws {
        try fail(["Find.swift": "func find(_ id: Int) -> String { naem }\n"])
        #expect(place.result.timings.compile > 0)
        #expect(place.result.timings.link == 0)
        place.linking = "exit 1"
        try fail(["Find.swift": "func find(_ id: Int) -> String { \"bob\" }\n"])
        #expect(place.result.timings.link > 0)
    }

    @Test(
        "is certain where the compiler ended by itself and complained of the files that it was asked for alone",
        arguments: [
            ("/a.swift:1:2: error: cannot find 'x' in scope", .code(1), true),
            ("/a.swift:1:2: warning: unused\n/b.swift:3:4: error: missing return", .code(1), true),
            ("/a.swift:1:2: error: cannot find 'x' in scope\n/c.swift:1:2: note: here", .code(1), true),
            ("/a.swift:1:2: error: cannot find 'x' in scope\n/c.swift:1:2: error: missing return", .code(1), false),
            ("/a.swift:1:2: error: circular reference", .code(1), false),
            ("/a.swift:1:2: error: cannot find 'x' in scope", .signal(6), false),
            ("<unknown>:0: error: unable to load standard library", .code(1), false),
            ("", .code(1), false),
        ] as [(String, ChildProcess.Exit, Bool)])
    func certainty(_ said: String, _ exit: ChildProcess.Exit, _ isCertain: Bool) {
        let results = [
            JobResult(exit: .code(0), output: [], nanoseconds: 1),
            JobResult(exit: exit, output: Array(said.utf8), nanoseconds: 1),
        ]
        #expect(ModuleBuild.Failure(results, compiling: ["/a.swift", "/b.swift"]).isCertain == isCertain)
    }
}
