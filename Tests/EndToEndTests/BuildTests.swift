import DewarLinux
import TestSupport
import Testing

@Suite("dewar build") struct BuildTests {
    @Test("makes one program that runs alone")
    func release() throws {
        let tool = try DewarProgram.prepared()
        let folder = try TemporaryDirectory()
        #expect(try tool.dewar("new", "hello", in: folder.path).exit == .code(0))
        let built = try tool.dewar("build", "-o", folder.path("program"), in: folder.path("hello"))
        #expect(built.exit == .code(0), "\(built.errors)")
        #expect(built.errors.contains("built ") && built.errors.contains(" MB"))
        let port = try Probe.freePort()
        let program = try RunningProgram(folder.path("program"), ["--port", "\(port)"], in: folder.path)
        let answer = try Probe(port: port).get("/", until: { $0.status == 200 })
        #expect(answer.body == "Hello World")
        withExtendedLifetime(program) {}
    }

    /// Every way to bring templates and values along, in one app.
    private static let shop = """
        import Dewar

        struct Item: Codable { var name: String; var price: Double }

        /// Tells what it was asked for: nothing is computed that no template reads.
        final class Lazy: TemplateObject {
            let asked = Shared([String]())
            func templateAttribute(_ name: String) -> TemplateValue? {
                asked.withLock { $0.append(name) }
                return name == "total" ? 42 : nil
            }
        }

        let app = App()
        app.templates.filter("euros") { (amount: Double) in "\\(amount) €" }
        app.get("/") { _ in render("page.html", ["items": [Item(name: "<Tea>", price: 2.5)], "owner": ["name": "Ada"]]) }
        app.get("/lazy") { request in
            let lazy = Lazy()
            return try request.render("lazy.html", ["order": TemplateValue(lazy)]) + "\\(lazy.asked.value)"
        }

        let admin = Blueprint("admin", prefix: "/admin", templates: "admin/pages")
        admin.get("/") { _ in render("panel.html") }
        app.register(admin)

        let memory = TemplateEnvironment(MemoryLoader(["mail.txt": "Dear {{ name }}"]))
        app.get("/memory") { _ in try memory.render("mail.txt", ["name": "Bob & Co"]) }
        let several = TemplateEnvironment(FolderLoader(app.root + "/mails/new", app.root + "/mails/old"))
        app.get("/several") { _ in try several.render("a.txt") + several.render("b.txt") }
        try app.run()
        """

    @Test("the program brings its templates along, the blueprints' too, wherever it is copied to")
    func embedded() throws {
        let tool = try DewarProgram.prepared()
        let folder = try TemporaryDirectory()
        let files = [
            "app.swift": Self.shop, "templates/layout.html": "<h1>{% block body %}{% endblock %}</h1>",
            "templates/page.html":
                "{% extends 'layout.html' %}{% block body %}{% for item in items %}{{ item.name }} {{ item.price|euros }} "
                + "{% endfor %}{{ owner.name }}{% include 'parts/end.html' %}{% endblock %}",
            "templates/parts/end.html": "!", "templates/lazy.html": "{{ order.total }} ",
            "admin/pages/panel.html": "{% extends 'layout.html' %}{% block body %}admin{% endblock %}",
        ]
        for (name, text) in files { try folder.write(text, to: "shop/" + name) }
        let built = try tool.dewar("build", "-o", folder.path("elsewhere/shop"), in: folder.path("shop"))
        #expect(built.exit == .code(0), "\(built.errors)")
        #expect(built.errors.contains("5 templates inside"), "\(built.errors)")
        folder.remove("shop")
        try folder.write("new", to: "elsewhere/mails/new/a.txt")
        try folder.write("old", to: "elsewhere/mails/old/a.txt")
        try folder.write(" and old", to: "elsewhere/mails/old/b.txt")

        let port = try Probe.freePort()
        let program = try RunningProgram(
            folder.path("elsewhere/shop"), ["--port", "\(port)"], in: folder.path("elsewhere"))
        let probe = Probe(port: port)
        let page = try probe.get("/", until: { $0.status == 200 })
        #expect(page.body == "<h1>&lt;Tea&gt; 2.5 € Ada!</h1>")
        #expect(try probe.get("/admin/", until: { $0.status == 200 }).body == "<h1>admin</h1>")
        #expect(try probe.get("/lazy", until: { $0.status == 200 }).body == "42 [\"total\"]")
        #expect(try probe.get("/memory", until: { $0.status == 200 }).body == "Dear Bob & Co")
        #expect(try probe.get("/several", until: { $0.status == 200 }).body == "new and old")
        withExtendedLifetime(program) {}
    }
}
