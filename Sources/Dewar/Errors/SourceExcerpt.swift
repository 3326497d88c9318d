internal import DewarLinux

/// A few lines of the program around a place, for the debug page.
struct SourceExcerpt: Sendable, Encodable {
    struct Line: Sendable, Encodable {
        var number: Int
        var text: String
        var isTheOne: Bool
    }

    var file: String
    var line: Int
    var lines: [Line]

    /// The lines around a registered place; no lines where the source is not at hand.
    init(_ place: Place, root: String) {
        let module = "\(place.file)".split(separator: "/", maxSplits: 1).map(String.init)
        let file = module.last ?? ""
        let candidates = [
            "\(root)/\(file)", "\(root)/Sources/\(module.first ?? "")/\(file)", "\(root)/\(place.file)",
            "\(root)/Tests/\(place.file)",
        ]
        self.file = "\(place.file)"
        line = Int(place.line)
        lines =
            candidates.lazy.compactMap { try? Files.text($0) }.first.map { [line] in
                SourceExcerpt.around(line, in: $0)
            } ?? []
    }

    /// A line that is known by itself, as a template's.
    init(file: String, line: Int, text: String) {
        self.file = file
        self.line = line
        lines = [Line(number: line, text: text, isTheOne: true)]
    }

    private static func around(_ line: Int, in text: String) -> [Line] {
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard (1...max(1, all.count)).contains(line) else { return [] }
        return (max(1, line - 3)...min(all.count, line + 6)).map {
            Line(number: $0, text: String(all[$0 - 1]), isTheOne: $0 == line)
        }
    }
}
