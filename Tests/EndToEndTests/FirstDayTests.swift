import DewarLinux
import TestSupport
import Testing

@Suite("The first day with Dewar") struct FirstDayTests {
    let tool: CommandRunner
    let folder: TemporaryDirectory

    init() throws {
        tool = try DewarProgram.prepared()
        folder = try TemporaryDirectory()
    }

    private func serve(_ project: String) throws -> (RunningProgram, Probe) {
        let port = try Probe.freePort()
        let serve = try RunningProgram(
            DewarProgram.path, ["serve", "--port", "\(port)"], in: folder.path(project),
            environment: DewarProgram.environment)
        return (serve, Probe(port: port))
    }

    @Test("a single file is made, served, edited, broken and mended, without the server ever ending")
    func singleFile() throws {
        let made = try tool.dewar("new", "hello", in: folder.path)
        #expect(made.exit == .code(0) && made.output.isEmpty)
        #expect(
            made.errors == """
                  created hello/
                    app.swift  your application, 4 lines

                  cd hello
                  dewar serve

                """)
        #expect(try folder.names().contains { $0.hasPrefix(".hello") } == false)
        let (serve, site) = try serve("hello")
        #expect(try site.get("/", until: { $0.status == 200 }).body.contains("Hello World"))

        let text = try folder.text("hello/app.swift")
        try folder.write(text.replacing("Hello World", with: "Hello Ada"), to: "hello/app.swift")
        #expect(try site.get("/", until: { $0.body.contains("Hello Ada") }).status == 200)

        try folder.write(text.replacing("\"Hello World\"", with: "naem"), to: "hello/app.swift")
        try serve.waits(for: "cannot find 'naem' in scope")
        #expect(try site.get("/").body.contains("Hello Ada"), "the last good build goes on serving")

        try folder.write(text.replacing("Hello World", with: "Mended"), to: "hello/app.swift")
        #expect(try site.get("/", until: { $0.body.contains("Mended") }).status == 200)
        #expect(try tool.dewar("routes", "--json", in: folder.path("hello")).output.contains("\"rule\" : \"/\""))
    }

    @Test(
        "a factory project serves its pages, takes an edit of a view and of a template, and has a page for what is not there"
    )
    func factory() throws {
        #expect(try tool.dewar("new", "my-shop", "--layout", "factory", in: folder.path).exit == .code(0))
        let (serve, site) = try serve("my-shop")
        let page = try site.get("/", until: { $0.status == 200 })
        #expect(page.head.lowercased().contains("content-type: text/html"))
        #expect(page.body.contains("My Shop is running."))
        #expect(try site.get("/nothing").status == 404)
        #expect(try site.get("/static/style.css").status == 200)

        let view = try folder.text("my-shop/Sources/App/Pages.swift")
        try folder.write(
            view.replacing("render(\"pages/about.html\")", with: "\"about us\""), to: "my-shop/Sources/App/Pages.swift")
        #expect(try site.get("/about", until: { $0.body.contains("about us") }).status == 200)

        let template = try folder.text("my-shop/templates/pages/index.html")
        try folder.write(
            template.replacing("is running.", with: "is open."), to: "my-shop/templates/pages/index.html")
        #expect(try site.get("/", until: { $0.body.contains("My Shop is open.") }).status == 200)
        withExtendedLifetime(serve) {}
    }
}
