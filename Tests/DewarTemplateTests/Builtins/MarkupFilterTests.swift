import Testing

@testable import DewarTemplate

@Suite("Filters for HTML, URLs and JSON")
struct MarkupFilterTests {
    @Test(
        "escape leaves safe text, forceescape does not",
        arguments: [
            (#"'<\'\"&>'|e"#, "&lt;&#39;&#34;&amp;&gt;"),
            ("'<'|e|e", "&lt;"),
            ("'<'|e|forceescape", "&amp;lt;"),
            ("'<b>'|safe|e", "<b>"),
            ("none|e", "None"),
            ("'<b>'|safe", "<b>"),
        ] as [(String, String)])
    func escapes(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output, autoescape: true)
    }

    @Test(
        "urlencode quotes paths and queries",
        arguments: [
            ("'a/b c?é&~'|urlencode", "a/b%20c%3F%C3%A9%26~"),
            ("{'a':1,'b c':'d/e f'}|urlencode", "a=1&b+c=d%2Fe+f"),
            ("[('q','x y'),('q','z&')]|urlencode", "q=x+y&q=z%26"),
            ("42|urlencode", "42"),
            ("''|urlencode", ""),
            ("[]|urlencode", ""),
        ] as [(String, String)])
    func urlencodes(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "urlize links addresses and leaves what stands around them",
        arguments: [
            (
                "'see http://example.com/p?x=1&y=2, now'|urlize",
                #"see <a href="http://example.com/p?x=1&amp;y=2" rel="noopener">http://example.com/p?x=1&amp;y=2</a>, now"#
            ),
            (
                "'(www.example.org).'|urlize",
                #"(<a href="https://www.example.org" rel="noopener">www.example.org</a>)."#
            ),
            (
                "'(https://example.net/a_(b)).'|urlize",
                #"(<a href="https://example.net/a_(b)" rel="noopener">https://example.net/a_(b)</a>)."#
            ),
            (
                "'mail me@example.com or mailto:you@example.com'|urlize",
                #"mail <a href="mailto:me@example.com">me@example.com</a> or <a href="mailto:you@example.com">you@example.com</a>"#
            ),
            (
                "'http://example.com/long/path'|urlize(15)",
                #"<a href="http://example.com/long/path" rel="noopener">http://example....</a>"#
            ),
            (
                "'http://a.com'|urlize(nofollow=true,target='_blank',rel='x')",
                #"<a href="http://a.com" rel="nofollow noopener x" target="_blank">http://a.com</a>"#
            ),
            (
                "'tel:+49 ftp://h/f'|urlize(extra_schemes=['tel:','ftp://'])",
                #"<a href="tel:+49" rel="noopener">tel:+49</a> <a href="ftp://h/f" rel="noopener">ftp://h/f</a>"#
            ),
            (
                "'example.com example.de x.com:80/ 127.0.0.1 http://127.0.0.1:8000/ http://[::1]/'|urlize",
                #"<a href="https://example.com" rel="noopener">example.com</a> example.de x.com:80/ 127.0.0.1 <a href="http://127.0.0.1:8000/" rel="noopener">http://127.0.0.1:8000/</a> <a href="http://[::1]/" rel="noopener">http://[::1]/</a>"#
            ),
            ("'a@b @x@y.com x:y@z.com'|urlize", "a@b @x@y.com x:y@z.com"),
            (
                "'&lt;http://a.com&gt; <http://a.com>'|urlize",
                #"&amp;lt;http://a.com&amp;gt; &lt;<a href="http://a.com" rel="noopener">http://a.com</a>&gt;"#
            ),
            (#"'one\nhttp://a.com\n'|urlize"#, "one\n<a href=\"http://a.com\" rel=\"noopener\">http://a.com</a>\n"),
            ("'http://a..b http://a b.c http:// www.'|urlize", "http://a..b http://a b.c http:// www."),
        ] as [(String, String)])
    func urlizes(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "xmlattr leaves out what is missing",
        arguments: [
            (#"{'class':'a \"b\"','x':none,'id':5,'y':missing}|xmlattr"#, #" class="a &#34;b&#34;" id="5""#),
            ("{'a':1}|xmlattr(false)", #"a="1""#),
            ("{}|xmlattr", ""),
        ] as [(String, String)])
    func xmlattr(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "tojson sorts keys and is plain ASCII, safe in HTML",
        arguments: [
            (
                #"{'b':[1,2.5,none,true],'a':'</script>&\''}|tojson"#,
                #"{"a": "\u003c/script\u003e\u0026\u0027", "b": [1, 2.5, null, true]}"#
            ),
            (#"'é🙂\u2028\x00\x7f\\\"'|tojson"#, #""\u00e9\ud83d\ude42\u2028\u0000\u007f\\\"""#),
            ("[1,[2,{}]]|tojson(2)", "[\n  1,\n  [\n    2,\n    {}\n  ]\n]"),
            ("[]|tojson(2)", "[]"),
            ("{1:'a',none:2,true:3}|string", "{1: 3, None: 2}"),
            ("{2:'b',1:'a'}|tojson", #"{"1": "a", "2": "b"}"#),
            ("(1,)|tojson", "[1]"),
            ("'-inf'|float|tojson", "-Infinity"),
            (#"{'a':'x'}|tojson('\t')"#, "{\n\t\"a\": \"x\"\n}"),
        ] as [(String, String)])
    func tojson(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "refuses what cannot be written",
        arguments: [
            ("missing|tojson", TemplateError.Kind.type),
            ("range(3)|tojson", TemplateError.Kind.type),
            ("{(1,2):3}|tojson", TemplateError.Kind.type),
            ("{1:1,'a':2}|tojson", TemplateError.Kind.type),
            ("{'a b':1}|xmlattr", TemplateError.Kind.value),
            ("{'a>':1}|xmlattr", TemplateError.Kind.value),
            ("[1]|xmlattr", TemplateError.Kind.attribute),
            ("'x'|urlize(extra_schemes=['nope'])", TemplateError.Kind.filterArgument),
            ("[1]|urlencode", TemplateError.Kind.type),
        ] as [(String, TemplateError.Kind)])
    func failures(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }

    @Test(
        "results are safe where text is escaped",
        arguments: [
            ("'http://a.com <b>'|urlize", #"<a href="http://a.com" rel="noopener">http://a.com</a> &lt;b&gt;"#),
            ("{'a':'<'}|xmlattr", #" a="&lt;""#),
            ("'<'|tojson", #""\u003c""#),
            ("('<b>http://a.com</b>'|safe)|urlize", "<b>http://a.com</b>"),
        ] as [(String, String)])
    func safe(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output, autoescape: true)
    }
}
