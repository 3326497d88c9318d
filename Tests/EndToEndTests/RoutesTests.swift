import TestSupport
import Testing

@Suite("dewar routes") struct RoutesTests {
    let folder: TemporaryDirectory
    let tool: CommandRunner

    init() throws {
        tool = try DewarProgram.prepared()
        folder = try TemporaryDirectory()
        try folder.write(
            """
            import Dewar

            let app = App()
            print("an app may say what it likes")
            app.get("/users/<int:id>", name: "user") { (_, id: Int) in "user \\(id)" }
            app.get("/") { _ in "Hello World" }
            app.post("/users") { _ in "made" }
            app.get("/folder/") { _ in "folder" }
            try app.run()
            """, to: "site/app.swift")
    }

    private var site: String { folder.path("site") }

    @Test("lists every endpoint in aligned columns, opening no port")
    func table() throws {
        let outcome = try tool.dewar("routes", in: site)
        #expect(
            outcome.output == """
                  METHODS  RULE                     ENDPOINT  SOURCE
                  GET      /                        index     site/app.swift:6
                  GET      /folder/                 folder    site/app.swift:8
                  GET      /static/<path:filename>  static    framework
                  POST     /users                   users     site/app.swift:7
                  GET      /users/<int:id>          user      site/app.swift:5

                """)
        #expect(outcome.exit == .code(0))
    }

    @Test("tells which view answers a request, or why none does")
    func match() throws {
        func answer(_ request: String) throws -> String {
            let outcome = try tool.dewar("routes", "--match", request, in: site)
            return outcome.output + "\(outcome.exit)"
        }
        #expect(
            try answer("GET /users/5")
                == "  GET /users/5\n    user  /users/<int:id>  site/app.swift:5\n    id = 5\ncode(0)")
        #expect(try answer("/users/x") == "  GET /users/x\n    404  no rule matches this path\ncode(1)")
        #expect(
            try answer("delete /users")
                == "  DELETE /users\n    405  the path is there, but not for DELETE\n    allowed: OPTIONS, POST\ncode(1)"
        )
        #expect(try answer("/folder").hasSuffix("/folder/\ncode(0)"))
    }

    @Test("says what the compiler says where the app does not build")
    func broken() throws {
        try folder.write("import Dewar\n\nlet app = App()\napp.get(\"/\") { _ in naem }\n", to: "broken/app.swift")
        let outcome = try tool.dewar("routes", in: folder.path("broken"))
        #expect(outcome.exit == .code(1) && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("error: cannot find 'naem' in scope\n --> app.swift:4:21\n"))
        #expect(outcome.errors.hasSuffix("error: broken does not build\n"))
    }

    @Test("says so where the app never comes to run()")
    func silent() throws {
        try folder.write("import Dewar\n\nlet app = App()\n", to: "silent/app.swift")
        let outcome = try tool.dewar("routes", in: folder.path("silent"))
        #expect(outcome.exit == .code(1))
        #expect(outcome.errors.hasPrefix("error: the app ended without an answer\n"))
    }

    @Test("says what it looked for where there is no app")
    func nothing() throws {
        let outcome = try tool.dewar("routes", folder.path, in: "/")
        #expect(outcome.exit == .code(1))
        #expect(outcome.errors.hasPrefix("error: there is no app in \(folder.path)\n"))
    }
}

@Suite("dewar run") struct RunTests {
    @Test("runs a command of the app's own, with its arguments and its exit code")
    func ownCommand() throws {
        let tool = try DewarProgram.prepared()
        let folder = try TemporaryDirectory()
        try folder.write(
            """
            import Dewar

            struct Empty: Error {}
            let app = App()
            app.command("greet") { arguments in print("hello", arguments.joined(separator: " and ")) }
            app.command("fail") { _ in throw Empty() }
            try app.run()
            """, to: "app.swift")
        let greeted = try tool.dewar("run", "greet", "--", "ada", "--loud", in: folder.path)
        #expect(greeted.output == "hello ada and --loud\n" && greeted.exit == .code(0))
        let failed = try tool.dewar("run", "fail", in: folder.path)
        #expect(failed.errors == "error: fail: Empty()\n" && failed.exit == .code(1))
        let unknown = try tool.dewar("run", "great", in: folder.path)
        #expect(unknown.exit == .code(1))
        #expect(unknown.errors.hasPrefix("error: the app has no command `great`\n  it has greet, fail\n"))
    }
}
