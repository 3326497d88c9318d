import Testing

@testable import DewarTemplate

@Suite("Tests tell what values are")
struct TestTests {
    @Test(
        "tells types apart",
        arguments: [
            ("1 is integer, true is integer, 1.0 is integer, (2**70) is integer", "(True, False, False, True)"),
            (
                "1 is number, true is number, 1.5 is number, '1' is number, none is number",
                "(True, True, True, False, False)"
            ),
            ("1.0 is float, 1 is float", "(True, False)"),
            ("'a' is string, ('a'|safe) is string, 1 is string", "(True, True, False)"),
            (
                "true is boolean, 0 is boolean, true is true, 1 is true, false is false, 0 is false",
                "(True, False, True, False, True, False)"
            ),
            ("{} is mapping, [] is mapping, missing is mapping", "(True, False, False)"),
            (
                "'a' is sequence, {} is sequence, [] is sequence, range(3) is sequence, missing is sequence, ([]|map('int')) is sequence, 5 is sequence",
                "(True, True, True, True, True, False, False)"
            ),
            (
                "'a' is iterable, 5 is iterable, missing is iterable, ([]|map('int')) is iterable",
                "(True, False, True, True)"
            ),
            (
                "range is callable, missing is callable, 'a' is callable, 'a'.upper is callable",
                "(True, True, False, True)"
            ),
            (
                "none is none, missing is none, missing is defined, none is defined, missing is undefined",
                "(True, False, False, True, True)"
            ),
            ("('a'|safe) is escaped, 'a' is escaped, ('a'|e|upper) is escaped", "(True, False, True)"),
        ] as [(String, String)])
    func types(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "tells about numbers",
        arguments: [
            ("2 is even, 3 is even, -1 is odd, 2.5 is odd, 2.0 is even", "(True, False, True, False, True)"),
            ("9 is divisibleby 3, 7.5 is divisibleby 2.5, (2**65) is divisibleby 32", "(True, True, True)"),
        ] as [(String, String)])
    func numbers(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "compares",
        arguments: [
            (
                "1 is eq 1.0, 1 is ne 2, 'a' is lt 'b', 2 is ge 2, 1 is greaterthan 2, [1] is equalto [1]",
                "(True, True, True, True, False, True)"
            ),
            (
                "[3]|select('==',3)|list, [3]|select('<=',2)|list, [3]|select('!=',2)|list, [3]|select('>',2)|list, [3]|select('<',2)|list, [3]|select('>=',4)|list",
                "([3], [], [3], [3], [], [])"
            ),
            ("1 is in [1,2], 'a' is in 'abc', 'k' is in {'k':1}, 3 is not in [1]", "(True, True, True, True)"),
            (
                "none is sameas none, true is sameas 1, [] is sameas [], 1 is sameas 1.0",
                "(True, False, False, False)"
            ),
            (
                "'abc' is lower, 'aBc' is lower, '1' is lower, 'AB' is upper, 5 is lower",
                "(True, False, False, True, False)"
            ),
        ] as [(String, String)])
    func compares(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "knows filters and tests by name",
        arguments: [
            (
                "'upper' is filter, 'nope' is filter, 5 is filter, 'odd' is test, '==' is test, 'nope' is test",
                "(True, False, False, True, True, False)"
            )
        ] as [(String, String)])
    func names(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "fails where there is no answer",
        arguments: [
            ("'a' is odd", TemplateError.Kind.type),
            ("missing is even", TemplateError.Kind.undefined),
            ("1 is divisibleby 0", TemplateError.Kind.zeroDivision),
            ("1 is in 5", TemplateError.Kind.type),
            ("'a' is lt 1", TemplateError.Kind.type),
            ("1 is divisibleby", TemplateError.Kind.type),
            ("[] is filter", TemplateError.Kind.type),
        ] as [(String, TemplateError.Kind)])
    func failures(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }
}
