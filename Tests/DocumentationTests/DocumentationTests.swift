import DewarLinux
import TestSupport
import Testing

@Suite("The documents") struct DocumentationTests {
    private static let files =
        ["README.md"] + ((try? Repository.files(below: "docs", ending: ".md")) ?? [])

    /// The folder of the modules that these tests were built with; it lies beside the program that runs them.
    private static var modules: String {
        let tests = Host.executable
        let beside = String(tests[..<(tests.lastIndex(of: "/") ?? tests.startIndex)]) + "/Modules"
        return Files.isFolder(beside) ? beside : Repository.path(".build/debug/Modules")
    }

    @Test("show Swift that compiles")
    func blocks() throws {
        let blocks = try Self.files.flatMap(SwiftBlock.all)
        #expect(blocks.count > 50)
        try compile(blocks)
    }

    @Test("in the comments of what is public show Swift that compiles")
    func comments() throws {
        let rooms = ["Dewar", "DewarHTTP", "DewarRouting", "DewarServer"]
        let files = try rooms.flatMap { try Repository.files(below: "Sources/\($0)", ending: ".swift") }
        let blocks = try files.flatMap(SwiftBlock.inComments)
        #expect(blocks.count > 50)
        try compile(blocks)
    }

    private func compile(_ blocks: [SwiftBlock]) throws {
        let folder = try TemporaryDirectory()
        let functions = blocks.enumerated().map { $1.function($0) }
        let source = "import Dewar\nimport FoundationEssentials\n" + functions.joined(separator: "\n")
        try Files.write(source, to: folder.path("Blocks.swift"))
        let setting = Repository.path("Tests/Fixtures/documentation/Setting.swift")
        try check(["-suppress-warnings", folder.path("Blocks.swift"), setting])
    }

    @Test("have a first day that compiles as it stands, without a warning")
    func firstDay() throws {
        try check(["-warnings-as-errors", Repository.path("Tests/Fixtures/conformance/views/app.swift")])
    }

    /// Has the compiler look at files that use the modules of these tests.
    private func check(_ files: [String]) throws {
        // As far as the flow of each function is looked at: a missing return is found only then.
        let arguments = ["swiftc", "-emit-sil", "-wmo", "-o", "/dev/null", "-swift-version", "6", "-I", Self.modules]
        let outcome = try CommandRunner().run(
            "/usr/bin/env", arguments + ["-I", Repository.path("Sources/CDewarLinux")] + files, in: Repository.root)
        #expect(outcome.exit == .code(0), "\(outcome.errors)")
    }

    @Test("link to files that exist", arguments: files)
    func links(file: String) throws {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        for part in try Repository.text(file).split(separator: "](").dropFirst() {
            let target = part.prefix { $0 != ")" && $0 != "#" && $0 != "\n" }
            guard !target.isEmpty, !target.contains("://"), !target.contains(" ") else { continue }
            #expect(Files.facts(Repository.path(folder + target)) != nil, "\(file): \(target)")
        }
    }
}
