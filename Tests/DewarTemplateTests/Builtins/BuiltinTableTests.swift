import Testing

@testable import DewarTemplate

@Suite("The tables of builtins are complete")
struct BuiltinTableTests {
    @Test("have every filter of Jinja2 3.1")
    func filters() {
        let names = """
            abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape
            format groupby indent int items join last length list lower map max min pprint random reject rejectattr
            replace reverse round safe select selectattr slice sort string striptags sum title tojson trim truncate
            unique upper urlencode urlize wordcount wordwrap xmlattr
            """
        #expect(Filters.all.map(\.name).sorted() == names.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    @Test("have every test of Jinja2 3.1")
    func tests() {
        let names = """
            != < <= == > >= boolean callable defined divisibleby eq equalto escaped even false filter float ge
            greaterthan gt in integer iterable le lessthan lower lt mapping ne none number odd sameas sequence string
            test true undefined upper
            """
        #expect(Tests.all.map(\.name).sorted() == names.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    @Test("have every global of Jinja2 3.1")
    func globals() {
        #expect(Globals.all.map(\.name).sorted() == ["cycler", "dict", "joiner", "lipsum", "namespace", "range"])
    }

    static let rows: [Builtin] =
        Filters.all + Tests.all + Globals.all
        + [Methods.markup, Methods.list, Methods.tuple, Methods.dict, Methods.int, Methods.float].flatMap(\.all)

    @Test("document every row with a sentence", arguments: rows.map { ($0.name, $0.summary) })
    func documentation(_ name: String, _ summary: String) {
        #expect(summary.hasSuffix("."), "\(name)")
        #expect(summary.first?.isUppercase == true, "\(name)")
    }

    @Test("find each method by its name, and no other")
    func methods() {
        for table in [Methods.string, Methods.markup, Methods.list, Methods.tuple, Methods.dict] {
            for method in table.all { #expect(table[method.name]?.name == method.name) }
            #expect(table["nope"] == nil)
            #expect(table[""] == nil)
        }
    }
}
