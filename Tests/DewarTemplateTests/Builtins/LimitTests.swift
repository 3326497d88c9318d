import Testing

@testable import DewarTemplate

@Suite("Builtins keep to the limits")
struct LimitTests {
    @Test(
        "no filter or method makes a value that is too large",
        arguments: [
            "'a' | center(10**15)", "'a'.ljust(10**15)", "'a'.zfill(10**15)", "'a' | indent(10**15)",
            "'a\\tb'.expandtabs(10**15)", "('a' * 1000) | replace('a', 'b' * 1000)",
            "('a' * 1000).replace('', 'b' * 1000)", "range(10**15) | list", "[1] | batch(10**15, 0) | list",
            "range(10**15) | sort", "range(10**15) | join", "lipsum(n=10**15)", "lipsum(min=10**15, max=10**16)",
            "'%s%s' % ('a' * 60000, 'a' * 60000)",
        ])
    func sizes(_ expression: String) throws {
        var settings = TemplateSettings()
        settings.limits.maximumValueBytes = 100_000
        let template = try TemplateEnvironment(settings: settings).template(source: "{{ \(expression) }}")
        let error = #expect(throws: TemplateError.self) { try template.render() }
        #expect(error?.kind == .limit)
    }

    @Test(
        "no format makes a field that is too wide",
        arguments: ["'%*d' % (10**15, 1)", "'%1000000000d' % 1", "'%.1000000000f' % 1.5"])
    func fields(_ expression: String) throws {
        try expect(expression, failsWith: .value)
    }

    @Test(
        "the smallest and the largest integers are arguments like others",
        arguments: [
            ("'a'.center(N), 'a'.zfill(N), 'a'|center(N), 'a'.ljust(N)", "('a', 'a', 'a', 'a')"),
            ("'aa'.replace('a', 'b', N), 'aa'|replace('a', 'b', N)", "('bb', 'bb')"),
            ("'a b'.split(none, N), 'a b'.rsplit(' ', N)", "(['a', 'b'], ['a', 'b'])"),
            ("'abc'.find('b', N), 'abc'.count('b', N, P), 'abc'.startswith('a', N)", "(1, 1, True)"),
            ("'abc'|truncate(P), 'abc'|truncate(5, leeway=P)", "('abc', 'abc')"),
            ("[1,2].index(2, N, P), (1.5)|round(N), (1.5)|round(P), 5|round(N)", "(1, 0.0, 1.5, 0)"),
            ("N|abs, [1,2]|batch(N)|list, [1]|slice(N)|list", "(9223372036854775808, [[1, 2]], [])"),
            ("[1]|tojson(N)", "[\n1\n]"), ("'a' | indent(N)", "a"), ("'a\\tb'.expandtabs(N)", "ab"),
        ] as [(String, String)])
    func extremes(_ expression: String, _ output: String) throws {
        let template = try TemplateEnvironment(settings: TemplateSettings()).template(
            source: "{% autoescape false %}{% set N = -9223372036854775807 - 1 %}{% set P = 9223372036854775807 %}"
                + "{{ \(expression) }}{% endautoescape %}")
        #expect(try template.render() == output)
    }

    @Test("no integer makes a field that is too wide", arguments: ["N", "P"])
    func extremeFields(_ width: String) throws {
        try expect(
            "'%*d' % (\(width == "N" ? "-9223372036854775807 - 1" : "9223372036854775807"), 1)", failsWith: .value)
    }
}
