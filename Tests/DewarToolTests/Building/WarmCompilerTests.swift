import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("The compiler that waits")
struct WarmCompilerTests {
    private let temporary: TemporaryDirectory
    private let toolchain: Toolchain
    private var folder: String { temporary.path }

    init() throws {
        temporary = try TemporaryDirectory()
        toolchain = try Toolchain.find()
    }

    private func job(_ source: String, to object: String) throws -> Job {
        try Files.write(source, to: "\(folder)/app.swift")
        let arguments = ["-frontend", "-c", "-primary-file", "app.swift", "-module-name", "app", "-o", object]
        return Job(toolchain.frontend, arguments, directory: folder)
    }

    /// A compiler that is warm; it has compiled another source before.
    private func waiting() throws -> (WarmCompiler, WarmJob) {
        let warm = WarmCompiler(toolchain: toolchain, folder: folder)
        let practice = try job("func greet() { print(\"practice\") }\n", to: "practice.o")
        warm.prepare(practice)
        warm.start()
        let job = try #require(warm.take(for: practice, milliseconds: 60_000))
        return (warm, job)
    }

    @Test("writes, byte for byte, what a compiler that was started for it writes")
    func same() throws {
        let (_, waiting) = try waiting()
        let source = "struct Point { var x = 1 }\nprint(Point(), \"a text that is long enough to be in the object\")\n"
        let job = try job(source, to: "app.o")
        #expect(try Jobs.run([job], first: waiting.begin(job))?.first?.succeeded == true)
        let warm = try Files.read("\(folder)/app.o")
        Files.remove("\(folder)/app.o")
        #expect(try Jobs.run(job)?.succeeded == true)
        #expect(try Files.read("\(folder)/app.o") == warm)
    }

    @Test("fails with the compiler's own words")
    func errors() throws {
        let (_, waiting) = try waiting()
        let job = try job("print(naem)\n", to: "app.o")
        let result = try #require(try Jobs.run([job], first: waiting.begin(job))?.first)
        #expect(!result.succeeded)
        #expect(result.text.contains("cannot find 'naem' in scope"))
    }

    @Test("is not taken for another folder, and is taken once")
    func once() throws {
        let (warm, waiting) = try waiting()
        var job = try job("print(1)\n", to: "app.o")
        #expect(warm.take(for: job) == nil)
        #expect(waiting.canDo(job))
        job.directory = "/"
        #expect(!waiting.canDo(job))
    }
}
