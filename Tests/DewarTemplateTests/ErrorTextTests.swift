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
}
