import DewarTemplate
import Testing

/// What people read when a template is wrong.
@Suite("Template errors")
struct ErrorTextTests {
    private func error(_ templates: [String: String], _ name: String = "page.html", strict: Bool = false)
        -> TemplateError?
    {
        var settings = TemplateSettings()
        if strict { settings.undefined = .strict }
        let environment = TemplateEnvironment(MemoryLoader(templates), settings: settings)
        do { _ = try environment.render(name, ["users": ["Ada"], "title": "x"]) } catch {
            return error as? TemplateError
        }
        return nil
    }

    @Test("shows kind, sentence, place, line and caret")
    func showsPlace() {
        let error = error(["page.html": "<ul>\n  <li>{{ users.first.name }}</li>\n</ul>"])
        #expect(
            error?.description == """
                UndefinedError: 'list object' has no attribute 'first'
                  --> page.html:2:21
                  2 |   <li>{{ users.first.name }}</li>
                    |                     ^
                """)
    }

    @Test("suggests the filter that was meant")
    func suggestsFilters() {
        let error = error(["page.html": "{{ title | uper }}"])
        #expect(error?.kind == .assertion)
        #expect(error?.hint == "did you mean 'upper'?")
    }

    @Test("suggests the test, the variable and the template that were meant")
    func suggestsOthers() {
        #expect(self.error(["page.html": "{{ title is definde }}"])?.suggestions.first == "defined")
        #expect(self.error(["page.html": "{{ titel }}"], strict: true)?.suggestions == ["title"])
        #expect(
            self.error(["page.html": "{% include 'heder.html' %}", "header.html": ""])?.suggestions == ["header.html"])
    }

    @Test("tells which tag is open and where it begins")
    func tellsOpenTag() {
        let error = error(["page.html": "{% if title %}\n{% for user in users %}\n{% endif %}"])
        #expect(
            error?.message
                == "Encountered unknown tag 'endif'. You probably made a nesting mistake. Jinja is expecting this tag, but "
                + "currently looking for 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.")
        #expect(error?.chain.map(\.place.line) == [2])
    }

    @Test("tells how the template came to be rendered")
    func tellsChain() {
        let error = error([
            "page.html": "{% extends 'base.html' %}{% block body %}\n{% include 'part.html' %}{% endblock %}",
            "base.html": "<html>\n\n{% block body %}{% endblock %}</html>",
            "part.html": "{{ 1 // 0 }}",
        ])
        #expect(error?.kind == .zeroDivision)
        #expect(error?.place?.template == "part.html")
        #expect(
            error?.chain.map { "\($0.relation) \($0.place.template ?? "") \($0.place.line)" } == [
                "included from page.html 2", "in a block of base.html 3", "extended by page.html 1",
            ])
    }

    @Test("says which template is missing")
    func saysWhatIsMissing() {
        let error = error([:], "missing.html")
        #expect(error?.kind == .notFound)
        #expect(error?.message == "missing.html")
    }

    /// One of each kind: the templates, of which `page.html` is rendered, what is said, and where.
    private static let kinds: [(TemplateError.Kind, [String: String], says: String, at: String?, hint: String?)] = [
        (
            .syntax, ["page.html": "<p>\n{{ title"], "unexpected end of template, expected 'end of print statement'.",
            "page.html:2:9", nil
        ),
        (
            .syntax, ["page.html": "{% fro x in y %}{% endfor %}"], "Encountered unknown tag 'fro'.", "page.html:1:4",
            "did you mean 'for' or 'from'?"
        ),
        (
            .assertion, ["page.html": "{{ title\n  | uper }}"], "No filter named 'uper'.", "page.html:2:5",
            "did you mean 'upper'?"
        ),
        (
            .assertion, ["page.html": "{{ title is sting }}"], "No test named 'sting'.", "page.html:1:10",
            "did you mean 'string'?"
        ),
        (
            .runtime, ["page.html": "{{ users | map('uper') | list }}"], "No filter named 'uper'.", "page.html:1:26",
            "did you mean 'upper'?"
        ),
        (
            .runtime, ["page.html": "{{ users | map(upper) | list }}"],
            "No filter named Undefined. ('upper' is undefined; did you forget to quote the callable name?)",
            "page.html:1:25", nil
        ),
        (
            .runtime,
            ["page.html": "{% extends 'base.html' %}", "base.html": "\n{% block body required %}{% endblock %}"],
            "Required block 'body' not found", "base.html:2:4", nil
        ),
        (.undefined, ["page.html": "{{ titel.x }}"], "'titel' is undefined", "page.html:1:9", "did you mean 'title'?"),
        (
            .undefined, ["page.html": "{{ {'name': 1}.nmae.x }}"], "'dict object' has no attribute 'nmae'",
            "page.html:1:20", "did you mean 'name'?"
        ),
        (
            .undefined, ["page.html": "{% block body %}{% endblock %}\n{{ self.bdoy() }}"],
            "'TemplateReference object' has no attribute 'bdoy'", "page.html:2:13", "did you mean 'body'?"
        ),
        (
            .undefined,
            [
                "page.html": "{% import 'forms.html' as f %}{{ f.feild() }}",
                "forms.html": "{% macro field() %}{% endmacro %}",
            ],
            "'TemplateModule object' has no attribute 'feild'", "page.html:1:41", "did you mean 'field'?"
        ),
        (
            .undefined, ["page.html": "{% from 'forms.html' import feild %}\n{{ feild() }}", "forms.html": ""],
            "the template 'forms.html' (imported on line 1 in 'page.html') does not export the requested name 'feild'",
            "page.html:2:9", nil
        ),
        (
            .notFound, ["page.html": "{% include 'heder.html' %}", "header.html": ""], "heder.html", "page.html:1:4",
            "did you mean 'header.html'?"
        ),
        (
            .noneFound, ["page.html": "{% include ['a', 'b'] %}"],
            "none of the templates given were found: a, b", "page.html:1:4", nil
        ),
        (
            .filterArgument, ["page.html": "{{ [1] | round(1, 'up') }}{{ 1 | round(1, 'up') }}"],
            "method must be common, ceil or floor", "page.html:1:10", nil
        ),
        (
            .type, ["page.html": "{{ title + 1 }}"], "can only concatenate str (not \"int\") to str", "page.html:1:4",
            nil
        ),
        (
            .type, ["page.html": "{% for a, b in [1] %}{% endfor %}"], "cannot unpack non-iterable int object",
            "page.html:1:16", nil
        ),
        (
            .type, ["page.html": "{{ title | upper(1) }}"], "upper() takes no arguments but 1 was given",
            "page.html:1:12",
            nil
        ),
        (
            .value, ["page.html": "{% for a, b in [(1, 2, 3)] %}{% endfor %}"],
            "too many values to unpack (expected 2)", "page.html:1:16", nil
        ),
        (.zeroDivision, ["page.html": "{{ 1 % 0 }}"], "integer modulo by zero", "page.html:1:4", nil),
        (
            .recursion, ["page.html": "{% include 'page.html' %}"], "maximum recursion depth exceeded (50 calls)",
            "page.html:1:4", nil
        ),
        (
            .limit, ["page.html": "{% for i in range(1000) %}{% endfor %}"],
            "the loops and filters of this template went through over 100 items", "page.html:1:18", nil
        ),
    ]

    @Test("each kind of error says what is wrong, where, and what may have been meant", arguments: kinds.indices)
    func saysIt(index: Int) throws {
        let (kind, templates, sentence, place, hint) = Self.kinds[index]
        var settings = TemplateSettings()
        settings.limits.maximumCallDepth = 50
        settings.limits.maximumLoopPasses = 100
        let environment = TemplateEnvironment(MemoryLoader(templates), settings: settings)
        let thrown = #expect(throws: TemplateError.self) {
            try environment.render("page.html", ["users": ["Ada"], "title": "x"])
        }
        let error = try #require(thrown)
        #expect(error.kind == kind)
        #expect(error.message.hasPrefix(sentence), "\(error.message)")
        #expect(error.place.map { "\($0.template ?? ""):\($0.line):\($0.column)" } == place, "\(error)")
        #expect(error.hint == hint)
        let source = error.place.flatMap { templates[$0.template ?? ""] }?.split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(error.place?.sourceLine == source.map { String($0[error.place!.line - 1]) })
    }
}
