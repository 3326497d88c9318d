import Testing

@testable import DewarTemplate

@Suite("The functions of every template")
struct GlobalTests {
    @Test(
        "make ranges, dictionaries and namespaces",
        arguments: [
            ("range(3)|list, range(5,0,-2)|list, range(0)|length", "([0, 1, 2], [5, 3, 1], 0)"),
            (
                "dict(a=1, **{'b': 2}), dict([('a', 1)]), dict({'x': 1}, y=2)",
                "({'a': 1, 'b': 2}, {'a': 1}, {'x': 1, 'y': 2})"
            ),
            ("namespace({'a': 1}, b=2)", "<Namespace {'a': 1, 'b': 2}>"),
        ] as [(String, String)])
    func values(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "refuse what makes no sense",
        arguments: [
            ("range(1, 2, 0)", TemplateError.Kind.value), ("range('a')", .type), ("range()", .type), ("dict(5)", .type),
            ("dict([[1]])", .value), ("dict({}, {})", .type), ("cycler()", .runtimePython), ("joiner()(1)", .type),
            ("lipsum(min=5, max=5)", .value),
        ] as [(String, TemplateError.Kind)])
    func failures(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }

    private func render(_ source: String) throws -> String {
        try TemplateEnvironment().template(source: source).render()
    }

    @Test("a cycler gives its values in turn")
    func cycler() throws {
        let source =
            "{% set c = cycler('a', 'b') %}{{ c.current }}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.reset() }}{{ c.next() }}"
        #expect(try render(source) == "aabaNonea")
    }

    @Test("a joiner gives nothing the first time")
    func joiner() throws {
        #expect(try render("{% set j = joiner('/') %}[{{ j() }}{{ j() }}{{ j() }}]") == "[//]")
    }

    @Test("lipsum makes paragraphs of so many words", arguments: 1...20)
    func lipsum(_ words: Int) throws {
        let text = try render("{{ lipsum(n=2, html=false, min=\(words), max=\(words + 1)) }}")
        let paragraphs = text.split(separator: "\n\n")
        #expect(paragraphs.count == 2)
        for paragraph in paragraphs {
            #expect(paragraph.split(separator: " ").count == words)
            #expect(paragraph.hasSuffix("."))
            #expect(paragraph.first?.isUppercase == true)
        }
    }

    @Test("lipsum is safe markup unless told otherwise")
    func lipsumMarkup() throws {
        #expect(
            try render("{{ lipsum(n=3).count('<p>') }} {{ lipsum() is escaped }} {{ lipsum(html=false) is escaped }}")
                == "3 True False")
    }
}
