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
}
