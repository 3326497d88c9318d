import DewarTemplate
import Testing

/// Hostile templates end in an error, and never in a crash or a hang.
@Suite("Hostile templates")
struct HostileTemplateTests {
    static let hostile: [(source: String, kind: TemplateError.Kind)] = [
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", .recursion),
        ("{% include 'self' %}", .recursion),
        ("{% block b %}{{ self.b() }}{% endblock %}", .recursion),
        ("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", .recursion),
        (String(repeating: "(", count: 100_000) + "1", .syntax),
        (String(repeating: "{% if 1 %}", count: 100_000), .syntax),
        ("{{ " + String(repeating: "1 + ", count: 100_000) + "1 }}", .syntax),
        ("{{ " + String(repeating: "not ", count: 100_000) + "1 }}", .syntax),
        ("{{ " + String(repeating: "[", count: 100_000) + " }}", .syntax),
        ("{{ 'x' * 10 ** 12 }}", .limit),
        ("{{ [1] * 10 ** 12 }}", .limit),
        ("{{ range(10 ** 12) | list }}", .limit),
        ("{{ 10 ** 10000000 }}", .overflow),
        ("{% for i in range(10 ** 12) %}{% endfor %}", .limit),
        ("{% for i in range(10 ** 6) %}{{ 'x' * 1000 }}{% endfor %}", .limit),
        ("{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}", .limit),
    ]

    @Test("a hostile template ends in an error", arguments: hostile.indices)
    func endsInError(index: Int) throws {
        let (source, kind) = Self.hostile[index]
        var settings = TemplateSettings()
        settings.limits.maximumOutputBytes = 1 << 20
        settings.limits.maximumValueBytes = 1 << 20
        settings.limits.maximumLoopPasses = 100_000
        let environment = TemplateEnvironment(
            MemoryLoader(["self": source.hasPrefix("(") ? "{{ \(source)" : source]), settings: settings)
        let error = #expect(throws: TemplateError.self) { try environment.render("self") }
        #expect(error?.kind == kind, "\(error?.description.prefix(300) ?? "")")
    }

    @Test(
        "deep and cyclic values are printed, compared and freed",
        arguments: [
            "{% set ns = namespace(l=[]) %}{% for i in range(50000) %}{% set ns.l = [ns.l] %}{% endfor %}ok",
            "{% set ns = namespace(d={}) %}{% for i in range(50000) %}{% set ns.d = {'k': ns.d} %}{% endfor %}ok",
            "{% set ns = namespace() %}{% for i in range(50000) %}{% set ns.n = namespace(n=ns.n) %}{% endfor %}ok",
            "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}{% set l = 0 %}",
            "{% set ns = namespace(l=[]) %}{% for i in range(20000) %}{% set ns.l = ns.l | map('string') %}{% endfor %}",
        ])
    func survivesDepth(source: String) throws {
        let template = try TemplateEnvironment().template(source: source)
        do { _ = try template.render() } catch let error as TemplateError { #expect(error.kind == .recursion) }
    }
}
