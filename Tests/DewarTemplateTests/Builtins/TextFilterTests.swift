import Testing

@testable import DewarTemplate

@Suite("Filters for strings")
struct TextFilterTests {
    @Test(
        "title begins words after spaces, hyphens and opening brackets",
        arguments: [
            ("'hello wORLD'|title", "Hello World"),
            (#""it's o'clock"|title"#, "It's O'clock"),
            ("'a-b (c [d {e <f /g'|title", "A-B (C [D {E <F /g"),
            (#"'  two\ttabs\nlines'|title"#, "  Two\tTabs\nLines"),
            ("'élan über ßs ŉ'|title", "Élan Über SSs ʼN"),
            ("'ΑΣ ΑΣ'|title", "Ασ Ασ"),
            ("42|title", "42"),
            ("('<b>'|safe)|title is escaped", "False"),
        ] as [(String, String)])
    func title(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "upper, lower and capitalize keep text safe",
        arguments: [
            ("'hÉllo'|upper", "HÉLLO"),
            ("true|lower", "true"),
            ("'hELLO wORLD'|capitalize", "Hello world"),
            ("('<b>'|safe)|upper is escaped", "True"),
            ("missing|upper ~ '|'", "|"),
        ] as [(String, String)])
    func letters(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "trim and center",
        arguments: [
            ("'[' ~ ' x '|trim ~ ']'", "[x]"),
            ("'xxhixx'|trim('x')", "hi"),
            ("'..a.b..'|trim(chars='.')", "a.b"),
            ("'[' ~ 'ab'|center(5) ~ ']'", "[  ab ]"),
            ("('mid'|center)|length", "80"),
        ] as [(String, String)])
    func trims(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "indent leaves the first line and empty lines",
        arguments: [
            (#"'a\n\nb\n'|indent(2)"#, "a\n\n  b\n"),
            (#"'a\n\nb\n'|indent(2,true)"#, "  a\n\n  b\n"),
            (#"'a\n\nb'|indent(2,blank=true)"#, "a\n  \n  b"),
            (#"'a\r\nb\u2028c'|indent('> ',true)"#, "> a\n> b\n> c"),
            ("''|indent(2,true)", "  "),
            (#"'\n'|indent"#, "\n"),
        ] as [(String, String)])
    func indents(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "truncate counts the ellipsis and lets five more pass",
        arguments: [
            ("'foo bar baz qux'|truncate(9)", "foo..."),
            ("'foo bar baz qux'|truncate(9,true)", "foo ba..."),
            ("'foo bar baz qux'|truncate(11)", "foo bar baz qux"),
            ("'foo bar baz qux'|truncate(11,false,'...',0)", "foo bar..."),
            ("'foo bar baz qux'|truncate(9,end='~')", "foo bar~"),
            ("'éééééééééé'|truncate(4,true,leeway=0)", "é..."),
            ("'abcdefghij klm'|truncate(6,leeway=0)", "abc..."),
            ("'short'|truncate", "short"),
        ] as [(String, String)])
    func truncates(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "replace, wordcount, format, striptags, string",
        arguments: [
            ("'hello'|replace('l','L',1)", "heLlo"),
            ("12345|replace(3,'x')", "12x45"),
            (#"'żółć gęślą-jaźń l\'été'|wordcount"#, "5"),
            ("'%s is %d'|format('x',5)", "x is 5"),
            ("'%(a)s'|format(a=1)", "1"),
            ("'<p>a <!-- <b> --> &eacute; </p>'|striptags", "a é"),
            ("42|string ~ '!'", "42!"),
        ] as [(String, String)])
    func others(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "refuses arguments that do not fit",
        arguments: [
            ("'a b c'|truncate(2)", TemplateError.Kind.assertionPython),
            ("'abcdefghijkl'|truncate(5,leeway=-1)", TemplateError.Kind.assertionPython),
            ("'a'|indent(1.5)", TemplateError.Kind.type),
            ("5|indent", TemplateError.Kind.type),
            ("'%s'|format(1,a=2)", TemplateError.Kind.filterArgument),
            ("5|wordwrap", TemplateError.Kind.attribute),
            ("'a'|center('x')", TemplateError.Kind.type),
            ("'a'|trim(1)", TemplateError.Kind.type),
            ("'a'|replace('a')", TemplateError.Kind.type),
            ("'a'|upper(1)", TemplateError.Kind.type),
        ] as [(String, TemplateError.Kind)])
    func failures(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }

    @Test(
        "escapes what meets safe text",
        arguments: [
            ("'<a>'|replace('a','b'|safe)", "&lt;b&gt;"),
            ("('<a>'|safe)|replace('a','<')", "<&lt;>"),
            ("'<a>'|replace('a'|safe,'b')", "&lt;b&gt;"),
            (#"('<x>\n<y>'|safe)|indent(2)"#, "<x>\n  <y>"),
            ("('<p>abc def</p>'|safe)|truncate(8,true,'<',0)", "<p>abc &lt;"),
            ("('<b>'|safe)|trim", "<b>"),
            ("('<b>'|safe)|string", "<b>"),
            ("'<%s>'|format('&')", "&lt;&amp;&gt;"),
        ] as [(String, String)])
    func safe(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output, autoescape: true)
    }
}
