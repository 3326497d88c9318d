internal import DewarLinux
internal import DewarTemplate

/// A few lines of the program, or of a template, around a place, for the debug page.
struct SourceExcerpt: Sendable, Encodable {
    struct Line: Sendable, Encodable {
        var number: Int
        var text: String
        var isTheOne: Bool
        /// The white space that puts a caret below a template's column; tabs stay, so that it stands where the text does.
        var margin: String?
    }

    /// What happened there: `thrown at`.
    var title: String
    var file: String
    var line: Int
    /// In bytes, from 1; nil where it is not known.
    var column: Int?
    var lines: [Line]

    /// The lines around a registered place; no lines where the source is not at hand.
    init(_ title: String, _ place: Place, root: String) {
        let module = "\(place.file)".split(separator: "/", maxSplits: 1).map(String.init)
        let file = module.last ?? ""
        self.title = title
        self.file = "\(place.file)"
        line = Int(place.line)
        lines = SourceExcerpt.lines(
            around: line,
            inFirstOf: [
                "\(root)/\(file)", "\(root)/Sources/\(module.first ?? "")/\(file)", "\(root)/\(place.file)",
                "\(root)/Tests/\(place.file)",
            ])
    }

    /// The lines around a line that the compiler noted.
    init(_ title: String, _ place: SourceLine, root: String) {
        self.title = title
        file = place.name(below: root)
        line = place.line
        column = place.column > 0 ? place.column : nil
        lines = SourceExcerpt.lines(
            around: line, inFirstOf: place.file.hasPrefix("/") ? [place.file] : ["\(root)/\(place.file)"])
    }

    /// The lines around a template's place; that line alone where the template's text is not at hand.
    init(_ title: String, _ place: TemplateError.Place, from loader: AppTemplateLoader) {
        let source = place.template.flatMap { try? loader.load($0) }
        let path = source?.path ?? place.template ?? "a template"
        self.title = title
        file = path.hasPrefix(loader.root + "/") ? String(path.dropFirst(loader.root.count + 1)) : path
        line = place.line
        column = place.column
        let around = source.map { SourceExcerpt.lines(around: place.line, in: $0.text) } ?? []
        lines = around.isEmpty ? [Line(number: place.line, text: place.sourceLine, isTheOne: true)] : around
        let before = place.sourceLine.unicodeScalars.prefix(place.column - 1)
        for index in lines.indices where lines[index].isTheOne {
            lines[index].margin = String(before.map { $0 == "\t" ? "\t" : " " } as [Character])
        }
    }

    /// The places of a template's error: where it is, then the tags through which it came there.
    static func places(of error: TemplateError, from loader: AppTemplateLoader) -> [SourceExcerpt] {
        (error.place.map { [SourceExcerpt("at", $0, from: loader)] } ?? [])
            + error.chain.map { SourceExcerpt($0.relation, $0.place, from: loader) }
    }

    /// `app.swift:7:15`.
    var place: String { "\(file):\(line)" + (column.map { ":\($0)" } ?? "") }

    private static func lines(around line: Int, inFirstOf files: [String]) -> [Line] {
        files.lazy.compactMap { try? Files.text($0) }.first.map { lines(around: line, in: $0) } ?? []
    }

    private static func lines(around line: Int, in text: String) -> [Line] {
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard (1...max(1, all.count)).contains(line) else { return [] }
        return (max(1, line - 3)...min(all.count, line + 6)).map {
            Line(number: $0, text: String(all[$0 - 1]), isTheOne: $0 == line)
        }
    }
}

extension SourceLine {
    /// The file's path below the project's folder, whole where it is not in there.
    func name(below root: String) -> String {
        file.hasPrefix(root + "/") ? String(file.dropFirst(root.count + 1)) : file
    }
}
