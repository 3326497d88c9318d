import DewarTemplate

/// The template engine under attack: its lexer, its parser, and a whole render.
extension FuzzTarget {
    static let templates: [FuzzTarget] = [
        FuzzTarget("lexer", corpus: "template", pieces: words, run: lexer),
        FuzzTarget("parser", corpus: "template", pieces: words, run: parser),
        FuzzTarget("renderer", corpus: "template", pieces: words, run: renderer),
    ]

    private static let words = [
        "{{", "}}", "{%", "%}", "{#", "#}", "-%}", "{%-", "(", ")", "[", "]", "{", "}", "'", "\"", "|", ".", ",", ":",
        "~", " if ", " else ", " is ", " not ", " in ", " for ", "loop.", "{% endif %}", "{% endfor %}", "{% else %}",
        "**", "//", "%", "-1", "99999999999999999999", "1e308", "\\", "\n", "\r\n", "é", "🙂", "\u{2028}", "none", "x",
        "self", "super()", "caller()", "varargs", "*", "**d", "|map('upper')", "|sort", "|join", "|list",
        "|groupby('v')",
        "{% raw %}", "{% endraw %}", "{% include 't' %}", "{% extends 'base.html' %}", "{% block body %}",
        "{% endblock %}",
        "{% macro m(a, b=1) %}", "{% endmacro %}", "{% set ", "range(9)", "(((((((((((((((((", "[[[[[[[[[[[[[[[[[",
        "# ", "## ",
    ]

    /// How templates are written: each input has one of these, by its length.
    private static let syntaxes: [TemplateSyntax] = {
        var trimmed = TemplateSyntax()
        trimmed.trimBlocks = true
        trimmed.lstripBlocks = true
        var lines = TemplateSyntax()
        lines.lineStatementPrefix = "#"
        lines.lineCommentPrefix = "##"
        return [TemplateSyntax(), trimmed, lines]
    }()

    /// The tokens lie in the source one after the other, each on the line that its place is on.
    private static func lexer(_ bytes: [UInt8]) {
        let syntax = syntaxes[bytes.count % syntaxes.count]
        let source = Lexer.normalized(String(decoding: bytes, as: UTF8.self), keepTrailingNewline: false)
        var line = 1
        var offset = 0
        for token in Lexer.tokens(of: source, syntax: syntax) {
            let place = Int(token.position.offset)
            precondition(place <= source.count && token.isFailure || place >= offset, "order at \(place)")
            guard place >= offset else { continue }
            line += source[offset..<place].count { $0 == 10 }
            offset = place
            precondition(token.isEnd || Int(token.position.line) == line, "line of \(place)")
        }
    }

    /// A template is compiled, or its error has a place in the source.
    private static func parser(_ bytes: [UInt8]) {
        let source = String(decoding: bytes, as: UTF8.self)
        do { _ = try environment(source).template("t") } catch { check(error, source, needsPlace: true) }
    }

    /// A template renders to the same page whole and in pieces, or ends in an error.
    private static func renderer(_ bytes: [UInt8]) {
        let source = String(decoding: bytes, as: UTF8.self)
        do {
            let template = try environment(source).template("t")
            let whole = try template.renderBytes(context)
            var pieces: [UInt8] = []
            try template.stream(context) { pieces += $0 }
            let isRandom = source.contains("random") || source.contains("lipsum")
            precondition(isRandom || whole == pieces, "whole and in pieces")
        } catch { check(error, source, needsPlace: false) }
    }

    private static func check(_ error: any Error, _ source: String, needsPlace: Bool) {
        guard let error = error as? TemplateError else { preconditionFailure("\(error)") }
        precondition(error.place != nil || !needsPlace, "no place: \(error)")
        for place in [error.place].compactMap({ $0 }) + error.chain.map(\.place) {
            precondition(place.line >= 1 && place.column >= 1, "place: \(error)")
            precondition(place.column <= place.sourceLine.unicodeScalars.count + 1, "column: \(error)")
        }
        _ = error.description
    }

    private static func environment(_ source: String) -> TemplateEnvironment {
        var settings = TemplateSettings()
        settings.syntax = syntaxes[source.utf8.count % syntaxes.count]
        settings.undefined = UndefinedBehavior.allCases[source.utf8.count % UndefinedBehavior.allCases.count]
        settings.extensions = Set(TemplateExtension.allCases)
        settings.limits.maximumOutputBytes = 1 << 16
        settings.limits.maximumValueBytes = 1 << 16
        settings.limits.maximumLoopPasses = 1_000
        let loader = MemoryLoader(["t": source, "base.html": "[{% block body %}{{ x }}{% endblock %}]"])
        return TemplateEnvironment(loader, settings: settings)
    }

    private static let context: TemplateValue = [
        "x": 1, "y": ["a", 2, nil, 2.5], "items": [["name": "n", "v": 1], ["name": "m", "v": 2]], "name": "Ada",
        "s": "<b>text</b>", "d": ["k": ["l": "m"]], "html": .safe("<i>é</i>"), "n": -7, "f": 1e300, "users": [],
    ]
}
