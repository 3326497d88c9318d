import Testing

@testable import DewarTemplate

@Suite("Paragraphs are wrapped as by textwrap")
struct WordWrapTests {
    @Test(
        "breaks at white space, hyphens and dashes",
        arguments: [
            ("'the quick brown fox jumps'|wordwrap(10)", "the quick\nbrown fox\njumps"),
            ("'a well-known-fact here'|wordwrap(9)", "a well-\nknown-\nfact here"),
            ("'a well-known-fact here'|wordwrap(9,break_on_hyphens=false)", "a well-kn\nown-fact\nhere"),
            ("'foo--bar baz --option -b'|wordwrap(5)", "foo--\nbar\nbaz -\n-opti\non -b"),
            ("'e-mail x-y ab-cd'|wordwrap(3)", "e-\nmai\nl\nx-y\nab-\ncd"),
            ("'  lead  and   gaps  '|wordwrap(6)", "  lead\nand\ngaps"),
            ("'abcdefghij'|wordwrap(3)", "abc\ndef\nghi\nj"),
            ("'abcdefghij k'|wordwrap(3,false)", "abcdefghij\nk"),
            ("'ab-cdefghij'|wordwrap(5)", "ab-cd\nefghi\nj"),
            (#"'one\n\ntwo three'|wordwrap(5)"#, "one\n\ntwo\nthree"),
            ("'a b'|wordwrap(1,true,'|')", "a|b"),
            ("'日本語 テキスト'|wordwrap(3)", "日本語\nテキス\nト"),
            ("''|wordwrap(5)", ""),
            (
                "('x'*85)|wordwrap",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nxxxxxx"
            ),
        ] as [(String, String)])
    func breaks(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "needs a width",
        arguments: [
            ("'a'|wordwrap(0)", TemplateError.Kind.value),
            ("'a'|wordwrap(-1)", TemplateError.Kind.value),
        ] as [(String, TemplateError.Kind)])
    func widths(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }
}
