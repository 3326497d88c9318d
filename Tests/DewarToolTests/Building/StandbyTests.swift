import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("Compilers and linkers that wait")
struct StandbyTests {
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

    /// A compiler that waits; one that has practised has compiled another source.
    private func waiting(practised: Bool) throws -> WaitingProgram {
        let standby = Standby(toolchain: toolchain, folder: folder)
        standby.prepare()
        let library = try #require(try Files.names(in: folder).first { $0.hasSuffix(".so") })
        let practice = try job("func greet() { print(\"practice\") }\n", to: "app.o")
        let program = try WaitingProgram(practice, library: "\(folder)/\(library)", practiceAfter: practised ? 0 : nil)
        repeat { try #require(program.isReady(milliseconds: 60_000)) } while practised && program.state == .ready
        #expect(program.state == (practised ? .practised : .ready))
        return program
    }

    @Test("write, byte for byte, what a compiler that was started for it writes", arguments: [true, false])
    func same(practised: Bool) throws {
        let waiting = try waiting(practised: practised)
        #expect(!Files.isFile("\(folder)/app.o"), "what is done for practice is not to be taken for the job's")
        let source = "struct Point { var x = 1 }\nprint(Point(), \"a text that is long enough to be in the object\")\n"
        let job = try job(source, to: "app.o")
        let result = try #require(try Jobs.run([job], first: waiting.begin(job))?.first)
        #expect(waiting.outcome(of: result)?.succeeded == true)
        let object = try Files.read("\(folder)/app.o")
        Files.remove("\(folder)/app.o")
        #expect(try Jobs.run(job)?.succeeded == true)
        #expect(try Files.read("\(folder)/app.o") == object)
    }

    @Test(
        "fail with the compiler's own words, which a compiler that has practised is not trusted with",
        arguments: [true, false])
    func errors(practised: Bool) throws {
        let waiting = try waiting(practised: practised)
        let job = try job("print(naem)\n", to: "app.o")
        let result = try #require(try Jobs.run([job], first: waiting.begin(job))?.first)
        #expect(!result.succeeded)
        #expect(result.text.contains("cannot find 'naem' in scope"))
        #expect((waiting.outcome(of: result) == nil) == practised)
    }

    @Test("keep a warning, and nothing but the warning", arguments: [true, false])
    func warnings(practised: Bool) throws {
        let waiting = try waiting(practised: practised)
        let job = try job("let x: Int? = 1\nprint(x as Any)\nfunc f() { let y = 1 }\n", to: "app.o")
        let result = try #require(try Jobs.run([job], first: waiting.begin(job))?.first)
        #expect(waiting.outcome(of: result)?.output == (try Jobs.run(job)?.output))
        #expect(result.text.contains("never used"))
    }

    @Test("are not taken for another folder or another program")
    func others() throws {
        let waiting = try waiting(practised: false)
        var job = try job("print(1)\n", to: "app.o")
        #expect(waiting.canDo(job))
        job.directory = "/"
        #expect(!waiting.canDo(job))
        #expect(!waiting.canDo(Job(toolchain.swiftc, [], directory: folder)))
    }

    @Test("are done without where a program cannot be made to wait")
    func unwilling() throws {
        try Files.write(
            "#include <stdio.h>\nint main(int c, char **v) { return c < 2 || puts(v[1]) < 0; }\n", to: "\(folder)/say.c"
        )
        let compiled = try Jobs.run(Job(toolchain.clang, ["-static", "say.c", "-o", "say"], directory: folder))
        try #require(compiled?.succeeded == true)
        let standby = Standby(toolchain: toolchain, folder: folder)
        standby.prepare()
        for text in ["one", "two", "three"] {
            let job = Job("\(folder)/say", [text], directory: folder)
            let results = try standby.run([job], cancellation: nil, startingNext: job)
            #expect(results?.map(\.text) == [text + "\n"])
        }
    }

    @Test("do one job after the other, a program each")
    func several() throws {
        let standby = Standby(toolchain: toolchain, folder: folder)
        standby.prepare()
        for number in 1...3 {
            let job = try job("print(\(number))\n", to: "app-\(number).o")
            let results = try standby.run([job], cancellation: nil, startingNext: job)
            #expect(results?.allSatisfy { $0.succeeded && $0.output.isEmpty } == true)
            #expect(Files.isFile("\(folder)/app-\(number).o"))
            #expect(standby.take(for: job, milliseconds: 60_000) != nil || number > 3)
        }
    }
}
