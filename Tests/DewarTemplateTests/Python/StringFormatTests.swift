import Testing

@testable import DewarTemplate

@Suite("str.format fills fields as in Python")
struct StringFormatTests {
    @Test(
        "finds the values of fields",
        arguments: [
            ("'{} {}'.format('a',1)", "a 1"),
            ("'{1}{0}{1}'.format('a','b')", "bab"),
            ("'{name}!'.format(name='Ann')", "Ann!"),
            ("'{{}} {{{0}}}'.format(1)", "{} {1}"),
            ("'{0[k]} {1[0]}'.format({'k':'v'},['x'])", "v x"),
            ("'{a[b][0]}'.format(a={'b':[1]})", "1"),
            ("'{0[a b]}'.format({'a b':1})", "1"),
            ("'{!r} {!s} {!a}'.format('é','é','é')", #"'é' é '\xe9'"#),
            ("'{:{}}|'.format('x',4)", "x   |"),
            ("'{:>{w}.{p}}|'.format('abcdef',w=5,p=2)", "   ab|"),
            ("'{n} {n}'.format_map({'n':1})", "1 1"),
            ("'{0!r:>6}|'.format('a')", "   'a'|"),
        ] as [(String, String)])
    func fields(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "aligns and fills",
        arguments: [
            ("'{:>6}|{:<6}|{:^6}|'.format('a','b','c')", "     a|b     |  c   |"),
            ("'{:*^7}|{:é>3}|'.format('d','x')", "***d***|ééx|"),
            ("'{:5}|{:5}|{:5}|'.format('a',1,true)", "a    |    1|    1|"),
            ("'{:=+6}|{:06d}|{:<06d}|{:^06d}'.format(5,-5,5,5)", "+    5|-00005|500000|005000"),
            ("'{:05}|{:.2}|'.format('ab','abc')", "ab000|ab|"),
            ("'{:0>5}|{:0=5}'.format(-3,-3)", "000-3|-0003"),
            ("'{:^5}|{:^4}'.format('ab','abc')", " ab  |abc "),
            ("'{:c}{:5c}|'.format(65,66)", "A    B|"),
            ("'{:#06x}'.format(255)", "0x00ff"),
        ] as [(String, String)])
    func alignment(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "formats numbers",
        arguments: [
            ("'{:,} {:_}'.format(1234567,1234567)", "1,234,567 1_234_567"),
            ("'{:,.2f}'.format(1234567.891)", "1,234,567.89"),
            ("'{:010,} {:08,.1f}'.format(1234,1234.5)", "00,001,234 01,234.5"),
            ("'{:x} {:X} {:b} {:o}'.format(255,255,5,8)", "ff FF 101 10"),
            ("'{:#x} {:#b} {:_x}'.format(255,5,1048575)", "0xff 0b101 f_ffff"),
            ("'{:.1%} {:%}'.format(0.256,0.5)", "25.6% 50.000000%"),
            ("'{:e} {:.0e} {:g}'.format(1234.5,15.0,0.00001)", "1.234500e+03 2e+01 1e-05"),
            ("'{:.3} {:.6} {:}'.format(1234.5,123456.0,1e20)", "1.23e+03 1.23456e+05 1e+20"),
            ("'{:+} {: } {:-}'.format(1,2,-3)", "+1  2 -3"),
            ("'{:n} {:n}'.format(5,2.5)", "5 2.5"),
            ("'{:f}'.format(3)", "3.000000"),
            ("'{:z.1f}'.format(-0.01)", "0.0"),
            ("'{:.0f}'.format(2.5)", "2"),
            ("'{:d}'.format(2**70)", "1180591620717411303424"),
            ("'{:#.0f} {:#g}'.format(1.0,1.0)", "1. 1.00000"),
        ] as [(String, String)])
    func numbers(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "names the mistake",
        arguments: [
            ("'{} {}'.format('a')", TemplateError.Kind.index),
            ("'{x}'.format(y=1)", TemplateError.Kind.key),
            ("'{'.format()", TemplateError.Kind.value),
            ("'}'.format()", TemplateError.Kind.value),
            ("'{0} {}'.format(1)", TemplateError.Kind.value),
            ("'{} {0}'.format(1)", TemplateError.Kind.value),
            ("'{:d}'.format('a')", TemplateError.Kind.value),
            ("'{:s}'.format(1)", TemplateError.Kind.value),
            ("'{!q}'.format(1)", TemplateError.Kind.value),
            ("'{0[}'.format(1)", TemplateError.Kind.value),
            ("'{0[5]}'.format([1])", TemplateError.Kind.index),
            ("'{0.nope}'.format('a')", TemplateError.Kind.attribute),
            ("'{:,s}'.format('a')", TemplateError.Kind.value),
            ("'{:.2d}'.format(3)", TemplateError.Kind.value),
            ("'{:5}'.format([])", TemplateError.Kind.type),
            ("'{:=5}'.format('a')", TemplateError.Kind.value),
            ("'{:.}'.format(1.0)", TemplateError.Kind.value),
            ("'{:{:{}}}'.format(1,2,3)", TemplateError.Kind.value),
            ("'{:c}'.format(-1)", TemplateError.Kind.overflow),
            ("'{:,_}'.format(1)", TemplateError.Kind.value),
        ] as [(String, TemplateError.Kind)])
    func mistakes(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }

    @Test(
        "escapes what goes into safe text",
        arguments: [
            ("('<{}>'|safe).format('<')", "<&lt;>"),
            ("('{:>4}'|safe).format('<')", "   &lt;"),
            ("('{}'|safe).format('<i>'|safe)", "<i>"),
            ("('{!r}'|safe).format('<')", "&#39;&lt;&#39;"),
        ] as [(String, String)])
    func safe(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output, autoescape: true)
    }
}
