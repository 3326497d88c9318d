import DewarTemplate
import TestSupport
import Testing

/// Hostile templates end in an error, and never in a crash or a hang: on a thread with a stack as small as threads have.
@Suite("Hostile templates")
struct HostileTemplateTests {
    /// What ends in an error of a kind.
    struct Case: CustomTestStringConvertible, Sendable {
        var source: String
        var kind: TemplateError.Kind

        init(_ source: String, _ kind: TemplateError.Kind) {
            self.source = source
            self.kind = kind
        }

        var testDescription: String { "\(source.prefix(60)): \(kind)" }
    }

    private static let stack = 512

    private static func environment(_ templates: any TemplateLoader) -> TemplateEnvironment {
        var settings = TemplateSettings()
        settings.limits.maximumOutputBytes = 1 << 20
        settings.limits.maximumValueBytes = 1 << 20
        settings.limits.maximumLoopPasses = 100_000
        return TemplateEnvironment(templates, settings: settings)
    }

    private static func fails(_ hostile: Case) throws {
        let environment = environment(MemoryLoader(["self": hostile.source]))
        let error = try onStack(kibibytes: stack) {
            #expect(throws: TemplateError.self) { try environment.render("self") }
        }
        #expect(error?.kind == hostile.kind, "\(error?.description.prefix(300) ?? "")")
    }

    private static func many(_ text: String, _ count: Int = 10_000) -> String { String(repeating: text, count: count) }

    @Test(
        "calls without end are told as recursion",
        arguments: [
            Case("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", .recursion),
            Case(
                "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}",
                .recursion),
            Case(
                "{% macro a() %}{{ b(1|string|upper) }}{% endmacro %}{% macro b(x) %}{{ a() }}{% endmacro %}{{ a() }}",
                .recursion),
            Case("{% include 'self' %}", .recursion),
            Case("{% include ['none', 'self'] ignore missing %}", .recursion),
            Case("{% extends 'self' %}", .recursion),
            Case("{% import 'self' as me %}", .recursion),
            Case("{% from 'self' import me with context %}", .recursion),
            Case("{% block b %}{{ self.b() }}{% endblock %}", .recursion),
            Case("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", .recursion),
            Case(
                "{% set ns = namespace() %}{% macro m(x) %}{{ [1]|map('string')|list }}{{ m(x ~ 'y') }}{% endmacro %}{{ m('') }}",
                .recursion),
        ])
    func recursion(hostile: Case) throws { try Self.fails(hostile) }

    @Test(
        "what nests too deeply is told as a mistake in the template",
        arguments: [
            Case("{{ " + many("(") + "1", .syntax), Case("{{ " + many("[") + " }}", .syntax),
            Case("{{ " + many("{1:") + " }}", .syntax), Case("{{ " + many("not ") + "1 }}", .syntax),
            Case("{{ " + many("-") + "1 }}", .syntax), Case("{{ " + many("1 + ") + "1 }}", .syntax),
            Case("{{ " + many("1 ** ") + "1 }}", .syntax), Case("{{ " + many("1 or ") + "1 }}", .syntax),
            Case("{{ " + many("1 if 1 else ") + "1 }}", .syntax), Case("{{ x" + many(".a") + " }}", .syntax),
            Case("{{ x" + many("[0]") + " }}", .syntax), Case("{{ x" + many("()") + " }}", .syntax),
            Case("{{ x" + many("|trim") + " }}", .syntax), Case("{{ x" + many("(x") + " }}", .syntax),
            Case("{{ x" + many("[x") + " }}", .syntax), Case("{{ x" + many("|f(x") + " }}", .syntax),
            Case("{{ x" + many(" is x(1") + " }}", .syntax), Case(many("{% if 1 %}"), .syntax),
            Case(many("{% for x in y %}"), .syntax), Case(many("{% block b %}"), .syntax),
            Case(many("{% macro m(a=") + "1", .syntax), Case(many("{% set x %}"), .syntax),
            Case(many("{% filter upper %}"), .syntax), Case(many("{% call m() %}"), .syntax),
            Case("{% filter upper" + many("|upper") + " %}{% endfilter %}", .syntax),
            Case("{% for " + many("(x, ") + " in y %}{% endfor %}", .syntax),
        ])
    func nesting(hostile: Case) throws { try Self.fails(hostile) }

    @Test(
        "what would take too much memory or time is told as a limit",
        arguments: [
            Case("{{ 'x' * 10 ** 12 }}", .limit), Case("{{ [1] * 10 ** 12 }}", .limit),
            Case("{{ range(10 ** 12) | list }}", .limit), Case("{{ 10 ** 10000000 }}", .overflow),
            Case("{% for i in range(10 ** 12) %}{% endfor %}", .limit),
            Case("{% for i in range(10 ** 12) if false %}{% endfor %}", .limit),
            Case("{% for i in range(10 ** 6) %}{{ 'x' * 1000 }}{% endfor %}", .limit),
            Case(
                "{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                .limit),
            Case(
                "{% set ns = namespace(s=[1]) %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
                .limit),
            Case("{{ range(10 ** 12) | sum }}", .limit), Case("{{ range(10 ** 12) | max }}", .limit),
            Case("{{ range(10 ** 12) | select('lt', 0) | list }}", .limit),
            Case("{{ range(10 ** 12) | map('string') | select('none') | first }}", .limit),
            Case("{{ range(10 ** 12) | unique | list }}", .limit), Case("{{ range(10 ** 12) | join }}", .limit),
            Case("{{ range(10 ** 12) | batch(2) | list }}", .limit), Case("{{ 'x' | center(10 ** 12) }}", .limit),
            Case("{{ 'x'.ljust(10 ** 12) }}", .limit), Case("{{ 'x'.zfill(10 ** 12) }}", .limit),
            Case("{{ '%1000000000d' % 1 }}", .value), Case("{{ '%.1000000000f' % 1 }}", .value),
            Case("{{ '{:1000000000}'.format(1) }}", .limit),
            Case("{{ ('x' * 9999).replace('x', 'y' * 9999) }}", .limit),
            Case("{{ 'a\nb' | indent(10 ** 12) }}", .limit), Case("{{ lipsum(n=10 ** 9) }}", .limit),
            Case("{{ ('x ' * 9999) | wordwrap(1, wrapstring='y' * 9999) }}", .limit),
            Case("{{ 'a\tb'.expandtabs(10 ** 12) }}", .limit), Case("{{ ('x' * 9999).join(['y'] * 9999) }}", .limit),
            Case("{{ range(9) | slice(10 ** 12) | list }}", .limit),
            Case("{{ [1] | tojson(indent=10 ** 12) }}", .limit),
        ])
    func limits(hostile: Case) throws { try Self.fails(hostile) }

    @Test("different templates without end are as bad as one", arguments: ["include", "extends", "import"])
    func endless(tag: String) throws {
        let loader = FunctionLoader { name in
            "{% \(tag) '\((Int(name) ?? 0) + 1)' \(tag == "import" ? "as x " : "")%}"
        }
        let environment = Self.environment(loader)
        let error = try onStack(kibibytes: Self.stack) {
            #expect(throws: TemplateError.self) { try environment.render("0") }
        }
        #expect(error?.kind == .recursion)
    }

    /// As deep as the parser lets them be.
    private static let deep: [(name: String, source: String)] = [
        ("attributes", "{{ x" + many(".a", 490) + " }}"), ("filters", "{{ x" + many("|trim", 490) + " }}"),
        ("items", "{{ x" + many("[0]", 490) + " }}"), ("calls", "{{ x" + many("()", 490) + " }}"),
        ("filters with arguments", "{{ x" + many("|default('a', true)|trim|replace('a', 'b')", 160) + " }}"),
        ("methods", "{{ x" + many(".strip()", 240) + " }}"), ("not", "{{ " + many("not ", 140) + "1 }}"),
        ("sums", "{{ " + many("1 + ", 490) + "1 }}"), ("or", "{{ " + many("0 or ", 490) + "1 }}"),
        ("choices", "{{ " + many("1 if x else ", 140) + "1 }}"),
        ("lists", "{{ " + many("[", 140) + many("]", 140) + " }}"),
        ("arguments", "{{ " + many("f(", 140) + many(")", 140) + " }}"),
        ("for", many("{% for i in [1] %}", 140) + "{{ i }}" + many("{% endfor %}", 140)),
        ("if", many("{% if 1 %}", 140) + "x" + many("{% endif %}", 140)),
        ("filter blocks", many("{% filter upper %}", 140) + "x" + many("{% endfilter %}", 140)),
        ("set blocks", many("{% set x %}", 140) + "x" + many("{% endset %}", 140)),
        ("with", many("{% with x = 1 %}", 140) + "x" + many("{% endwith %}", 140)),
        ("elif", "{% if 0 %}" + many("{% elif 0 %}", 10_000) + "{% endif %}"),
        ("parts of a text", "{{ " + many("x ~ ", 10_000) + "1 }}"),
        ("a macro in filters", "{% macro m(x) %}{{ m(x" + many("|trim", 480) + ") }}{% endmacro %}{{ m('') }}"),
        (
            "a macro in tags",
            "{% macro m(x) %}" + many("{% if 1 %}", 140) + "{{ m(x) }}" + many("{% endif %}", 140)
                + "{% endmacro %}{{ m('') }}"
        ),
        ("a template in filters", "{{ x" + many("|trim", 480) + " }}{% include 'self' %}"),
    ]

    @Test(
        "deep templates render on a small stack or end in an error, wherever they were compiled",
        arguments: deep.map(\.name), [stack, 65_536])
    func smallStack(name: String, stackOfCompilation: Int) throws {
        let source = try #require(Self.deep.first { $0.name == name }).source
        let environment = Self.environment(MemoryLoader(["self": source]))
        @Sendable func take(_ step: () throws -> Void) throws {
            do { try step() } catch let error as TemplateError {
                #expect([.recursion, .undefined, .type, .syntax].contains(error.kind), "\(error)")
            }
        }
        try onStack(kibibytes: stackOfCompilation) { try take { _ = try environment.template("self") } }
        try onStack(kibibytes: Self.stack) { try take { _ = try environment.render("self", ["x": " text "]) } }
    }

    @Test(
        "deep and cyclic values are printed, compared and freed",
        arguments: [
            "{% set ns = namespace(l=[]) %}{% for i in range(50000) %}{% set ns.l = [ns.l] %}{% endfor %}ok",
            "{% set ns = namespace(d={}) %}{% for i in range(50000) %}{% set ns.d = {'k': ns.d} %}{% endfor %}ok",
            "{% set ns = namespace() %}{% for i in range(50000) %}{% set ns.n = namespace(n=ns.n) %}{% endfor %}ok",
            "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}{% set l = 0 %}",
            "{% set l = [] %}{% set _ = l.append(l) %}{{ l == [l] }}{{ l | tojson }}",
            "{% set ns = namespace(l=[]) %}{% for i in range(50000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }}",
            "{% set ns = namespace(l=[]) %}{% for i in range(50000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l | pprint }}",
            "{% set ns = namespace(l=[]) %}{% for i in range(50000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l == [ns.l] }}",
            "{% set ns = namespace(l=[]) %}{% for i in range(20000) %}{% set ns.l = ns.l | map('string') %}{% endfor %}",
            "{% set ns = namespace(l=[]) %}{% for i in range(20000) %}{% set ns.l = ns.l | map('string') %}{% endfor %}{{ ns.l | list }}",
        ])
    func survivesDepth(source: String) throws {
        let environment = TemplateEnvironment(MemoryLoader(["self": source]))
        try onStack(kibibytes: Self.stack) {
            do { _ = try environment.render("self") } catch let error as TemplateError {
                #expect([.recursion, .value].contains(error.kind), "\(error)")
            }
        }
    }
}
