import Testing

@testable import DewarTemplate

@Suite("Lazy filters can be gone through once")
struct LazyFilterTests {
    @Test(
        "are empty when used up, and always true",
        arguments: ["map('string')", "select('odd')", "reject('even')", "unique", "batch(2)", "slice(1)", "reverse"])
    func once(_ filter: String) throws {
        let source = "{% set x = [1, 3] | \(filter) %}{{ x | list | length > 0 }} {{ x | list }} {{ 'yes' if x }}"
        #expect(try TemplateEnvironment().template(source: source).render() == "True [] yes")
    }

    @Test("look at nothing before they are asked")
    func lazily() throws {
        let source = "{% set x = [1, 'a'] | map('divide') %}{{ x is iterable }}"
        #expect(try TemplateEnvironment().template(source: source).render() == "True")
    }

    @Test("take the items that are added on the way")
    func growing() throws {
        let source =
            "{% set l = [1] %}{% for x in l | select %}{% if x < 3 %}{% set _ = l.append(x + 1) %}{% endif %}{{ x }}{% endfor %}"
        #expect(try TemplateEnvironment().template(source: source).render() == "123")
    }
}
