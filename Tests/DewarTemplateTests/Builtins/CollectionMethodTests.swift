import Testing

@testable import DewarTemplate

@Suite("Lists, tuples and dictionaries have the methods of Python")
struct CollectionMethodTests {
    @Test(
        "reads lists and tuples",
        arguments: [
            (
                "[1,2,1].count(1), [1,2].index(2), (1,2,2).count(2), (1,2).index(2), [1,2,1].index(1,1), [1,2].copy()",
                "(2, 1, 2, 1, 2, [1, 2])"
            )
        ] as [(String, String)])
    func lists(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "reads dictionaries",
        arguments: [
            ("{'a':1}.get('a'), {'a':1}.get('x'), {'a':1}.get('x',5)", "(1, None, 5)"),
            (
                "{'a':1,'b':2}.keys()|list, {'a':1}.values()|list, {'a':1}.items()|list",
                "(['a', 'b'], [1], [('a', 1)])"
            ),
            ("'a' in {'a':1}.keys(), 1 in {'a':1}.values(), ('a',1) in {'a':1}.items()", "(True, True, True)"),
            ("{}.fromkeys(['a','b'],0), {'a':1}.copy()", "({'a': 0, 'b': 0}, {'a': 1})"),
            (
                "{'a':1}.pop('a'), {'a':1}.pop('x','gone'), {'a':1}.setdefault('b',2), {'a':1}.popitem()",
                "(1, 'gone', 2, ('a', 1))"
            ),
            ("(5).bit_length(), (7).bit_count(), (2.0).is_integer(), (2.5).is_integer()", "(3, 3, True, False)"),
        ] as [(String, String)])
    func dicts(_ expression: String, _ output: String) throws {
        try expect(expression, prints: output)
    }

    @Test(
        "fails as Python does",
        arguments: [
            ("{}.pop('a')", TemplateError.Kind.key),
            ("{}.popitem()", TemplateError.Kind.key),
            ("[].pop()", TemplateError.Kind.index),
            ("[1].pop(5)", TemplateError.Kind.index),
            ("[1].remove(2)", TemplateError.Kind.value),
            ("[1].index(2)", TemplateError.Kind.value),
            ("(1,).index(2)", TemplateError.Kind.value),
            ("{}[[]].x", TemplateError.Kind.undefined),
            ("[1,'a'].sort()", TemplateError.Kind.type),
            ("{}.get([])", TemplateError.Kind.type),
            ("[].append()", TemplateError.Kind.type),
            ("{}.update(5)", TemplateError.Kind.type),
        ] as [(String, TemplateError.Kind)])
    func failures(_ expression: String, _ kind: TemplateError.Kind) throws {
        try expect(expression, failsWith: kind)
    }
}
