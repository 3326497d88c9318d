import TestSupport
import Testing

@testable import DewarTool

@Suite("dewar render") struct RenderTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("<h1>{{ name }}</h1>{% include 'sub/part.html' %}\n", to: "page.html")
        try folder.write("{{ other }}", to: "sub/part.html")
        try folder.write("{\"name\": \"<Ada>\"}", to: "data.json")
        try folder.write(" [1]", to: "list.json")
        try folder.write("{bad", to: "bad.json")
    }

    private func render(_ name: String, data: String? = nil, _ flags: String...) -> Outcome {
        let recorded = RecordedConsole()
        let data = data.map { ["--data", folder.path($0)] } ?? []
        let status = CommandTable.run(["render", folder.path(name)] + data + flags, recorded.console)
        return Outcome(status: status, output: recorded.output, errors: recorded.errors)
    }

    @Test("prints the page, escaped by the template's name")
    func page() {
        #expect(
            render("page.html", data: "data.json")
                == Outcome(status: .done, output: "<h1>&lt;Ada&gt;</h1>", errors: ""))
    }

    @Test("lists the variables that the data lacks, those of included templates too")
    func missing() {
        #expect(render("page.html", data: "data.json", "--list-missing").output == "other\n")
        #expect(render("page.html", "--list-missing").output == "name\nother\n")
    }

    @Test("shows where a missing variable is used, and how it came there")
    func strict() {
        let outcome = render("page.html", data: "data.json", "--strict")
        #expect(outcome.status == .failed && outcome.output.isEmpty)
        #expect(
            outcome.errors == """
                error: UndefinedError: 'other' is undefined
                    --> sub/part.html:1:4
                    1 | {{ other }}
                      |    ^
                    included from page.html:1

                """)
    }

    @Test(
        "says what is wrong with its data",
        arguments: [
            ("list.json", "holds no JSON object\n"), ("bad.json", "is not JSON\n"), ("none.json", "cannot be read\n"),
        ])
    func data(file: String, sentence: String) {
        let outcome = render("page.html", data: file)
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix("error: \(folder.path(file)) \(sentence)"))
    }

    @Test("names the template that was meant, once")
    func meant() {
        let outcome = render("pag.html")
        #expect(outcome.errors == "error: TemplateNotFound: pag.html\n  hint: did you mean 'page.html'?\n")
        #expect(outcome.status == .wrongUsage)
    }

    @Test("a folder is no template; an included one that is missing is the template's mistake")
    func notTemplates() throws {
        let outcome = render("sub")
        #expect(outcome.status == .wrongUsage)
        #expect(
            outcome.errors
                == "error: \(folder.path("sub")) is a folder\n  hint: dewar render \(folder.path("sub"))/NAME\n")
        try folder.write("{% include 'none.html' %}", to: "includes.html")
        #expect(render("includes.html").status == .failed)
    }

    @Test("is wrong usage without a template, and with standard input for both")
    func usage() {
        #expect(dewar("render").status == .wrongUsage)
        #expect(dewar("render", "-", "--data", "-").status == .wrongUsage)
    }
}
