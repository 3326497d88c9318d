import DewarLinux
import TestSupport
import Testing

/// Programs that await something of their own before they serve, and what belongs to the main actor in them.
@Suite("A program that awaits") struct AwaitingProgramTests {
    /// Its start function, a view and its stop function all belong to the main actor.
    private static let mainActor = """
        import Dewar

        @MainActor final class Visits {
            static var count = 0
            static func next() -> Int {
                count += 1
                return count
            }
        }

        func makeApp() -> App {
            let app = App()
            app.onStart { _ = await Visits.next() }
            app.onStop { print("stopped after", await Visits.next()) }
            app.get("/") { _ async in "visit \\(await Visits.next())" }
            return app
        }

        """

    static let programs = [
        "let app = makeApp()\nawait Task.yield()\ntry await Task.sleep(for: .milliseconds(1))\ntry await app.serve()\n",
        "let app = makeApp()\n@MainActor func end() async throws { try await app.serve() }\ntry await end()\n",
        "try makeApp().run()\n",
    ]

    @Test("serves views of the main actor, and stops gracefully", arguments: programs)
    func serves(program: String) throws {
        let project = try ServedProject(["app.swift": Self.mainActor + program])
        try project.answers("visit 2")
        try project.answers("visit 3")
        project.serve.process.send(SignalFD.interrupt)
        try project.serve.waits(for: "stopped after 4")
    }

    @Test("lists its routes")
    func routes() throws {
        let tool = try DewarProgram.prepared()
        let folder = try TemporaryDirectory()
        try folder.write(Self.mainActor + Self.programs[0], to: "site/app.swift")
        let outcome = try tool.dewar("routes", in: folder.path("site"))
        #expect(outcome.output.contains("app.swift:15"), "\(outcome.output)\(outcome.errors)")
        #expect(outcome.exit == .code(0))
    }

    @Test("is told by the compiler to write serve() where it says run()")
    func told() throws {
        let project = try ServedProject(["app.swift": Self.mainActor + "await Task.yield()\ntry makeApp().run()\n"])
        try project.serve.waits(for: "ends with `try await app.serve()`")
    }

    @Test("ends at once with that sentence where run() hides in a function")
    func hidden() throws {
        let end = "func end() throws { try makeApp().run() }\ntry await Task.sleep(for: .milliseconds(1))\ntry end()\n"
        let project = try ServedProject(["app.swift": Self.mainActor + end])
        try project.serve.waits(for: "app.run() was called in a task")
    }
}
