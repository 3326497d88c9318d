import Dewar
import TestSupport
import Testing

/// An app whose root is a folder of its own with these files.
private func app(_ files: [String: String]) throws -> (App, TemporaryDirectory) {
    let folder = try TemporaryDirectory()
    for (path, text) in files { try folder.write(text, to: path) }
    return (App(root: folder.path), folder)
}

@Suite struct TemplatingTests {
    @Test("a page sees its variables, escaped, and those of context processors")
    func page() async throws {
        let (app, folder) = try app(["templates/hello.html": "<h1>{{ name }}</h1>{{ site }}{{ 3|double }}"])
        defer { _ = folder }
        app.templates.filter("double") { (n: Int) in n * 2 }
        app.contextProcessor { _ in ["site": "Dewar", "name": "processor"] }
        app.get("/hello/<name>") { (_, name: String) in render("hello.html", ["name": name]) }
        let response = try await app.testClient().get("/hello/%3Cb%3E")
        #expect(response.text == "<h1>&lt;b&gt;</h1>Dewar6")
        #expect(response.headers["Content-Type"] == "text/html; charset=utf-8")
    }

    @Test("request, g and url_for are at hand, in imported macros too")
    func globals() async throws {
        let (app, folder) = try app([
            "templates/page.html":
                "{% from 'macros.html' import link %}{{ request.method }} {{ request.path }} {{ request.args.get('q', 'none') }} "
                + "{{ g.user.name }} {{ g.nothing }}{{ link('user', 'a b') }}",
            "templates/macros.html": "{% macro link(e, name) %}{{ url_for(e, name=name, _anchor='x') }}{% endmacro %}",
        ])
        defer { _ = folder }
        struct User: Codable { var name: String }
        let user = ContextKey<User>("user")
        app.get("/page") { request in
            request.context[user] = User(name: "gina")
            return render("page.html")
        }
        app.get("/user/<name>", name: "user") { (_, name: String) in name }
        let text = try await app.testClient().get("/page?q=7").text
        #expect(text == "GET /page 7 gina /user/a%20b#x")
    }

    @Test("a blueprint's templates are found after the app's")
    func blueprintFolders() async throws {
        let (app, folder) = try app([
            "templates/both.html": "app's", "admin/pages/both.html": "admin's", "admin/pages/own.html": "own",
        ])
        defer { _ = folder }
        let admin = Blueprint("admin", prefix: "/admin", templates: "admin/pages")
        admin.get("/<name>") { (_, name: String) in render("\(name).html") }
        app.register(admin)
        let client = app.testClient()
        #expect(try await client.get("/admin/own").text == "own")
        #expect(try await client.get("/admin/both").text == "app's")
    }

    @Test("without a folder of templates the error says so")
    func missingFolder() async throws {
        let (app, folder) = try app([:])
        defer { _ = folder }
        app.get("/") { _ in render("hello.html") }
        app.onError((any Error).self) { _, error in Response("\(error)", status: 500) }
        let text = try await app.testClient().get("/").text
        #expect(text.contains("there is no folder '\(folder.path)/templates'"))
    }

    @Test("a template can be streamed, or given as a string")
    func otherForms() async throws {
        let (app, folder) = try app(["templates/list.html": "{% for i in items %}{{ i }};{% endfor %}"])
        defer { _ = folder }
        app.get("/stream") { request in try request.stream("list.html", ["items": ["a", "b"]]) }
        app.get("/string") { request in try request.render(source: "{{ '<' }}{{ n }}", ["n": 3]) }
        let client = app.testClient()
        #expect(try await client.get("/stream").text == "a;b;")
        #expect(try await client.get("/string").text == "&lt;3")
    }

    @Test("static files are served, and their URLs change with them where that is wanted")
    func staticFiles() async throws {
        let (app, folder) = try app(["static/a.txt": "hello", "admin/files/b.txt": "admin"])
        defer { _ = folder }
        app.staticFiles.urlsChangeWithFiles = true
        let admin = Blueprint("admin", prefix: "/admin", staticFiles: "admin/files")
        app.register(admin)
        app.get("/link") { request in try request.urlFor("static", ["filename": "a.txt"]) }
        let client = app.testClient()
        #expect(try await client.get("/static/a.txt").text == "hello")
        #expect(try await client.get("/static/../templates/x").status == 404)
        #expect(try await client.get("/admin/files/b.txt").text == "admin")
        let link = try await client.get("/link").text
        #expect(link.hasPrefix("/static/a.txt?v="))
        #expect(try await client.get(link).headers["Cache-Control"]?.contains("max-age=31536000") == true)
    }

    @Test(
        "in debug an error is told as a page, as text or as JSON; else not at all",
        arguments: [
            ("text/html,*/*;q=0.8", "text/html"), ("text/plain", "text/plain"),
            ("application/json", "application/json"),
        ])
    func debugPage(accept: String, type: String) async throws {
        struct Secret: Error {}
        for debug in [true, false] {
            let (app, folder) = try app([:])
            defer { _ = folder }
            app.config.debug = debug
            app.get("/fail") { _ -> String in throw Secret() }
            let response = try await app.testClient().get("/fail", headers: ["Accept": accept])
            #expect(response.status == 500)
            #expect(response.text.contains("Secret") == debug)
            #expect(response.mimetype == (debug ? type : "text/html"))
        }
    }

    @Test("in debug an error in a template shows its lines, a caret, and how it came to be rendered")
    func templateErrorPage() async throws {
        let (app, folder) = try app([
            "templates/page.html": "<h1>{{ title }}</h1>\n{% include 'part.html' %}\n",
            "templates/part.html": "<p>\n\t{{ title|uper }}\n</p>",
        ])
        defer { _ = folder }
        app.config.debug = true
        app.get("/") { _ in render("page.html", ["title": "x"]) }
        let client = app.testClient()
        let text = try await client.get("/", headers: ["Accept": "text/plain"]).text
        #expect(text.contains("TemplateAssertionError: No filter named 'uper'. (did you mean 'upper'?)"))
        #expect(
            text.contains(
                """
                at templates/part.html:2:11
                  1 | <p>
                > 2 | \t{{ title|uper }}
                    | \t         ^
                  3 | </p>

                included from templates/page.html:2:4
                """), "\(text)")
        let page = try await client.get("/", headers: ["Accept": "text/html"]).text
        #expect(page.contains("\t{{ title|uper }}\n<i></i> \t         <b>^</b></span>"), "\(page)")
    }
}
