internal import DewarLinux

/// A few lines of the program around a place, for the debug page.
struct SourceExcerpt: Sendable, Encodable {
    struct Line: Sendable, Encodable {
        var number: Int
        var text: String
        var isTheOne: Bool
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

    /// `app.swift:7:15`.
    var place: String { "\(file):\(line)" + (column.map { ":\($0)" } ?? "") }

    private static func lines(around line: Int, inFirstOf files: [String]) -> [Line] {
        guard let text = files.lazy.compactMap({ try? Files.text($0) }).first else { return [] }
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
