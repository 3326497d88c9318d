import Testing

@testable import DewarTemplate

@Suite("The operator % formats as in Python")
struct PercentFormatTests {
    @Test(
        "writes integers",
        arguments: [
            ("'%d' % 42", "42"),
            ("'%5d|%-5d|%05d' % (42,42,42)", "   42|42   |00042"),
            ("'%+d % d %+d' % (1,2,-3)", "+1  2 -3"),
            ("'%x %X %o' % (255,255,8)", "ff FF 10"),
            ("'%#x %#X %#o' % (255,255,8)", "0xff 0XFF 0o10"),
            ("'%.5d|%8.3d' % (42,7)", "00042|     007"),
            ("'%d' % 3.99", "3"),
            ("'%d' % -3.99", "-3"),
            ("'%i %u' % (1,2)", "1 2"),
            ("'%d' % (2**70)", "1180591620717411303424"),
            ("'%x' % -255", "-ff"),
            ("'%08x' % -255", "-00000ff"),
            ("'%-08d|' % 5", "5       |"),
            ("'%d' % true", "1"),
            ("'%ld' % 5", "5"),
            ("'%+05d' % 3", "+0003"),
            ("'% 05d' % 3", " 0003"),
        ] as [(String, String)])
    func integers(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "writes floats exactly",
        arguments: [
            ("'%f' % 1.5", "1.500000"),
            ("'%.2f' % 2.345", "2.35"),
            ("'%.0f %.0f %.0f' % (0.5,1.5,2.5)", "0 2 2"),
            ("'%.20f' % 0.1", "0.10000000000000000555"),
            ("'%8.3f|%-8.2f|%08.2f' % (3.14159,2.5,-2.5)", "   3.142|2.50    |-0002.50"),
            ("'%e %E' % (12345.678,0.00012)", "1.234568e+04 1.200000E-04"),
            ("'%.0e' % 15", "2e+01"),
            ("'%.3e' % 9.9996", "1.000e+01"),
            ("'%g %g %g %g' % (100000,1000000,0.0001,0.00001)", "100000 1e+06 0.0001 1e-05"),
            ("'%.3g %G' % (1234.5,1e-10)", "1.23e+03 1E-10"),
            ("'%#g %#.0f' % (1.5,3)", "1.50000 3."),
            ("'%.15g' % 0.1", "0.1"),
            ("'%f %5.1f' % ('inf'|float,'-inf'|float)", "inf  -inf"),
            ("'%F' % ('nan'|float)", "NAN"),
            ("'%.2f' % 1e22", "10000000000000000000000.00"),
            ("'%.3f' % (10**20)", "100000000000000000000.000"),
            ("'%g' % 0", "0"),
            ("'%g' % 123456789", "1.23457e+08"),
            ("'%.10g' % 1e15", "1e+15"),
            ("'%e' % 5e-324", "4.940656e-324"),
        ] as [(String, String)])
    func floats(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "writes strings, literals and characters",
        arguments: [
            ("'%s-%s' % ('a',1)", "a-1"),
            ("'%10s|%-10s|' % ('abc','abc')", "       abc|abc       |"),
            ("'%.2s|%5.1s|' % ('abc','abc')", "ab|    a|"),
            (#"'%r %a' % ('é\n','é')"#, #"'é\n' '\xe9'"#),
            ("'%c%c' % ('x',233)", "xé"),
            ("'%s' % none", "None"),
            ("'%s' % [1,'a']", "[1, 'a']"),
            ("'%5s' % 'é漢'", "   é漢"),
            ("'100%%' % ()", "100%"),
            ("'%s%%' % 5", "5%"),
        ] as [(String, String)])
    func strings(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "takes values by name, and width and precision as values",
        arguments: [
            ("'%(a)s %(b)d' % {'a':1,'b':2}", "1 2"),
            ("'%(a.b)s' % {'a.b':'x'}", "x"),
            ("'%((a))s' % {'(a)':1}", "1"),
            ("'x' % {}", "x"),
            ("'x' % []", "x"),
            ("'%*d|%-*d|' % (5,42,4,7)", "   42|7   |"),
            ("'%*d|' % (-4,7)", "7   |"),
            ("'%.*f' % (2,3.14159)", "3.14"),
            ("'%s' % {'a':1}", "{'a': 1}"),
        ] as [(String, String)])
    func names(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "names the mistake",
        arguments: [
            ("'%d' % 'x'", TemplateError.Kind.type),
            ("'%s %s' % 1", TemplateError.Kind.type),
            ("'%s' % (1,2)", TemplateError.Kind.type),
            ("'x' % 1", TemplateError.Kind.type),
            ("'%q' % 1", TemplateError.Kind.value),
            ("'%' % 1", TemplateError.Kind.value),
            ("'%(a' % {}", TemplateError.Kind.value),
            ("'%(a)s' % {}", TemplateError.Kind.key),
            ("'%(a)s' % 1", TemplateError.Kind.type),
            ("'%x' % 2.5", TemplateError.Kind.type),
            ("'%f' % 'a'", TemplateError.Kind.type),
            ("'%c' % 'ab'", TemplateError.Kind.type),
            ("'%c' % -1", TemplateError.Kind.overflow),
            ("'%*d' % ('a',1)", TemplateError.Kind.type),
        ] as [(String, TemplateError.Kind)])
    func mistakes(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }

    @Test(
        "escapes what goes into safe text",
        arguments: [
            ("'<%s>'|safe % '<'", "<&lt;>"),
            ("('<%s|%d|%r>'|safe) % ('&',5,'<')", "<&amp;|5|&#39;&lt;&#39;>"),
            ("('%(a)s'|safe) % {'a':'<b>'}", "&lt;b&gt;"),
            ("('%s'|safe) % ('<i>'|safe)", "<i>"),
            ("('%5d'|safe) % '42'", "   42"),
        ] as [(String, String)])
    func safe(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output, autoescape: true)
    }
}
