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
                  GET      /                        index     app.swift:6
                  GET      /folder/                 folder    app.swift:8
                  GET      /static/<path:filename>  static    framework
                  POST     /users                   users     app.swift:7
                  GET      /users/<int:id>          user      app.swift:5

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
                == "  GET /users/5\n    user  /users/<int:id>  app.swift:5\n    id = 5\ncode(0)")
        let noRule = try answer("/users/x")
        #expect(noRule.hasPrefix("  GET /users/x\n    404  no rule matches this path\n"))
        #expect(noRule.contains("      user  /users/<int:id>  app.swift:5\n        `x` is no int\n"))
        #expect(noRule.hasSuffix("code(1)"))
        let noMethod = try answer("delete /users")
        #expect(
            noMethod.hasPrefix(
                "  DELETE /users\n    405  the path is there, but not for DELETE\n    allowed: OPTIONS, POST\n"))
        #expect(noMethod.hasSuffix("code(1)"))
        #expect(try answer("/folder").hasSuffix("/folder/\ncode(0)"))
    }

    @Test("tells which rules come near, and which fit too but are not asked")
    func near() throws {
        let near = try tool.dewar("routes", "--match", "/user/5", in: site)
        #expect(
            near.output.contains(
                "came near:\n      user  /users/<int:id>  app.swift:5\n        `user` is not `users`\n"))
        try folder.write(
            """
            import Dewar
            let app = App()
            app.before { _ in }
            app.get("/a/<int:id>", name: "number") { (_, id: Int) in "\\(id)" }
            app.get("/a/<name>", name: "name") { (_, name: String) in name }
            app.get("/a/<other>", name: "other") { (_, name: String) in name }
            try app.run()
            """, to: "hidden/app.swift")
        let hidden = folder.path("hidden")
        let other = try tool.dewar("routes", "--match", "/a/5", in: hidden)
        #expect(other.output.contains("it fits too, but an int is tried before a string\n"))
        let checked = try tool.dewar("routes", "--check", in: hidden)
        #expect(checked.exit == .code(1))
        #expect(
            checked.output
                == "  app.swift:6: /a/<other> is never reached\n    /a/<name> is registered before it, at app.swift:5\n"
        )
        #expect(!checked.errors.contains("no request reaches"), "it is told once")
        let told = try tool.dewar("routes", "--verbose", "--grep", "NUMBER", in: hidden)
        #expect(told.output.hasSuffix("  GET      /a/<int:id>  number    app.swift:4\n      before app.swift:3\n"))
        #expect(try tool.dewar("routes", "--blueprint", "shop", in: hidden).exit == .code(2))
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
        let greeted = try tool.dewar("run", "greet", "ada", "--loud", in: folder.path)
        #expect(greeted.output == "hello ada and --loud\n" && greeted.exit == .code(0))
        let failed = try tool.dewar("run", "fail", in: folder.path)
        #expect(failed.errors == "error: fail: Empty()\n" && failed.exit == .code(1))
        let unknown = try tool.dewar("run", "great", in: folder.path)
        #expect(unknown.exit == .code(1))
        #expect(unknown.errors.hasPrefix("error: the app has no command `great`\n  it has greet, fail\n"))
        #expect(unknown.errors.contains("  hint: dewar run greet"))
    }
}
