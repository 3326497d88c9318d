import Testing

@testable import DewarTemplate

@Suite("Filters for lists and dictionaries")
struct ItemFilterTests {
    @Test(
        "first, last, length, list, reverse",
        arguments: [
            ("[1,2]|first", "1"),
            ("{'a':1,'b':2}|last", "b"),
            ("range(5,9)|last", "8"),
            ("([]|first) is undefined", "True"),
            ("([]|last) is undefined", "True"),
            ("'aé'|last", "é"),
            ("'aé🙂'|reverse", "🙂éa"),
            ("[1,2]|reverse|list", "[2, 1]"),
            ("range(3)|reverse|join", "210"),
            ("'abc'|list", "['a', 'b', 'c']"),
            ("{'a':1}|list", "['a']"),
            ("missing|list", "[]"),
            ("'é漢'|length", "2"),
            ("({}|random) is undefined", "True"),
            ("[5]|random", "5"),
        ] as [(String, String)])
    func ends(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "join prints each item",
        arguments: [
            ("[1,2.5,true,none,'x']|join('|')", "1|2.5|True|None|x"),
            ("[]|join(',')", ""),
            ("[{'a':{'b':1}},{'a':{'b':2}}]|join(', ','a.b')", "1, 2"),
            ("[['a','b']]|join(attribute=1)", "b"),
            ("'abc'|join('-')", "a-b-c"),
        ] as [(String, String)])
    func joins(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "sum adds to the start",
        arguments: [
            ("[1,2.5]|sum", "3.5"),
            ("[]|sum(start=5)", "5"),
            ("[[1],[2]]|sum(start=[])", "[1, 2]"),
            ("[{'n':1},{'n':2}]|sum('n')", "3"),
            ("[true,true]|sum", "2"),
            ("[2**62,2**62]|sum", "9223372036854775808"),
        ] as [(String, String)])
    func sums(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "batch and slice",
        arguments: [
            ("[1,2,3,4,5]|batch(2)|list", "[[1, 2], [3, 4], [5]]"),
            ("[1,2,3]|batch(2,'-')|list", "[[1, 2], [3, '-']]"),
            ("[]|batch(2)|list", "[]"),
            ("range(10)|slice(3)|list", "[[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]]"),
            ("[1,2]|slice(4,0)|list", "[[1], [2], [0], [0]]"),
            ("[1,2,3,4]|slice(2,'x')|list", "[[1, 2, 'x'], [3, 4, 'x']]"),
        ] as [(String, String)])
    func batches(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "sort, unique, min and max ignore case",
        arguments: [
            ("['b','A','c']|sort", "['A', 'b', 'c']"),
            ("['b','A','a']|sort(case_sensitive=true)", "['A', 'a', 'b']"),
            ("[3,1,2]|sort(true)", "[3, 2, 1]"),
            ("['a','B','A']|unique|list", "['a', 'B']"),
            ("['a','A']|unique(true)|list", "['a', 'A']"),
            ("[1,1.0,true,'1']|unique|list", "[1, '1']"),
            ("['b','A']|min", "A"),
            ("['b','C']|max", "C"),
            ("([]|min) is undefined", "True"),
            ("[[2,'a'],[1,'b'],[1,'a']]|sort", "[[1, 'a'], [1, 'b'], [2, 'a']]"),
            ("[none,none]|sort", "[None, None]"),
            ("{'b':1,'A':3}|dictsort", "[('A', 3), ('b', 1)]"),
            ("{'b':1,'A':3}|dictsort(true)", "[('A', 3), ('b', 1)]"),
            ("{'b':1,'A':3}|dictsort(by='value')", "[('b', 1), ('A', 3)]"),
            ("{'b':1,'a':3}|dictsort(reverse=true)", "[('b', 1), ('a', 3)]"),
            ("['é','z','e']|sort", "['e', 'z', 'é']"),
        ] as [(String, String)])
    func orders(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "sort and groupby look at attributes",
        arguments: [
            ("[{'n':'b','a':1},{'n':'A','a':1}]|sort(attribute='a,n')|map(attribute='n')|list", "['A', 'b']"),
            ("[['a',3],['b',1]]|sort(attribute=1)", "[['b', 1], ['a', 3]]"),
            ("[{'c':'CA'},{'c':'NY'},{'c':'ca'}]|groupby('c')|map(attribute='grouper')|list", "['CA', 'NY']"),
            ("[{'c':'CA'},{'c':'ca'}]|groupby('c')|map('last')|map('length')|list", "[2]"),
            ("[{'c':1},{}]|groupby('c',default=0)|map('first')|list", "[0, 1]"),
            ("[(1,'x'),(2,'y'),(1,'z')]|groupby(0)", "[(1, [(1, 'x'), (1, 'z')]), (2, [(2, 'y')])]"),
            ("([(1,2)]|groupby(0)|first).list", "[(1, 2)]"),
        ] as [(String, String)])
    func attributes(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "map, select and reject apply filters and tests",
        arguments: [
            ("['a','b']|map('upper')|list", "['A', 'B']"),
            ("[{'a':1},{}]|map(attribute='a',default='-')|list", "[1, '-']"),
            ("[1,2,3]|select('odd')|list", "[1, 3]"),
            ("[0,1]|select|list", "[1]"),
            ("[1,2,3]|reject('gt',1)|list", "[1]"),
            ("[{'n':1},{'n':0}]|selectattr('n')|list", "[{'n': 1}]"),
            ("[{'n':1},{'n':2}]|rejectattr('n','eq',1)|list", "[{'n': 2}]"),
            ("[1.25,2.5]|map('round',1,'ceil')|list", "[1.3, 2.5]"),
            ("missing|map('upper')|list", "[]"),
            ("['3','x']|map('int',default=-1)|list", "[3, -1]"),
        ] as [(String, String)])
    func selects(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "items, attr and default",
        arguments: [
            ("{'z':1}|items|list", "[('z', 1)]"),
            ("missing|items|list", "[]"),
            ("({'k':1}|attr('k')) is defined", "False"),
            ("('abc'|attr('upper'))()", "ABC"),
            ("missing|default('d')", "d"),
            ("''|default('d',true)", "d"),
            ("none|d('d')", "None"),
            ("0|default", "0"),
        ] as [(String, String)])
    func others(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "fails as Jinja2 does",
        arguments: [
            ("5|length", TemplateError.Kind.type),
            ("5|list", TemplateError.Kind.type),
            ("5|join", TemplateError.Kind.type),
            ("[1]|map|list", TemplateError.Kind.filterArgument),
            ("[1]|map('nope')|list", TemplateError.Kind.runtime),
            ("[1]|select('nope')|list", TemplateError.Kind.runtime),
            ("[1]|selectattr|list", TemplateError.Kind.filterArgument),
            ("[1]|map(attribute='a',other=1)|list", TemplateError.Kind.filterArgument),
            ("['a',1]|sort", TemplateError.Kind.type),
            ("[{}]|unique|list", TemplateError.Kind.type),
            ("{'a':1}|dictsort(by='x')", TemplateError.Kind.filterArgument),
            ("[1]|dictsort", TemplateError.Kind.attribute),
            ("(range(3)|map('string'))|last", TemplateError.Kind.type),
            ("5|reverse", TemplateError.Kind.filterArgument),
            ("['a']|sum", TemplateError.Kind.type),
            ("[1]|sum(start='')", TemplateError.Kind.type),
            ("[1]|slice(0)|list", TemplateError.Kind.zeroDivision),
            ("missing|dictsort", TemplateError.Kind.undefined),
            ("missing|attr('x')", TemplateError.Kind.undefined),
            ("[{'a':missing},{'a':1}]|sort(attribute='a')", TemplateError.Kind.undefined),
        ] as [(String, TemplateError.Kind)])
    func failures(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }

    @Test(
        "join escapes the rest where one part is safe",
        arguments: [
            ("['<','&'|safe]|join", "&lt;&"),
            ("['<']|join('&'|safe)", "&lt;"),
            ("['<','>']|join('&')", "&lt;&amp;&gt;"),
        ] as [(String, String)])
    func safe(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output, autoescape: true)
    }
}
