internal import DewarRouting

/// The file an error stands in, as far as a hint needs it.
struct HintSource: Sendable {
    let lines: [Substring]
    /// The line of the error, from 1; 0 if it is not known.
    let line: Int

    init(text: String, line: Int) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        self.line = line
    }

    var importsDewar: Bool { lines.contains { $0.hasPrefix("import Dewar") || $0.hasSuffix(" import Dewar") } }

    /// The names that stand in the file, but for those of the line itself that occur nowhere else.
    var names: [String] {
        var seen: Set<String> = []
        for (index, text) in lines.enumerated() where index + 1 != line { seen.formUnion(Self.words(in: text)) }
        if line > 0, line <= lines.count {
            let own = Self.words(in: lines[line - 1])
            seen.formUnion(
                zip(own, own.dropFirst()).filter { $0.0 == "let" || $0.0 == "var" || $0.0 == "func" }.map(\.1))
        }
        return seen.subtracting(Self.keywords).sorted()
    }

    /// `did you mean 'name'?`, with the known name that is near; nil if none is.
    func meant(_ word: String, among known: [String]) -> String? {
        nearest(to: word, among: known.filter { $0 != word }).map { "did you mean '\($0)'?" }
    }

    /// What a variable begins with: `0` for `var visits = 0`.
    func initialValue(of name: String) -> String? {
        for line in lines {
            let words = Self.words(in: line)
            guard let index = words.firstIndex(of: name), index > 0, words[index - 1] == "var",
                let equals = line.firstIndex(of: "=")
            else { continue }
            return String(line[line.index(after: equals)...].drop { $0 == " " })
        }
        return nil
    }

    /// `@Shared var visits = 0` said as a constant.
    var sharedInsteadOfWrapper: String {
        let words = line > 0 && line <= lines.count ? Self.words(in: lines[line - 1]) : []
        let name = words.firstIndex(of: "var").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil } ?? "visits"
        let value = initialValue(of: name) ?? "0"
        return "write `let \(name) = Shared(\(value))`, and change it with `\(name).withLock { $0 … }`"
    }

    /// The name of the function that the line stands in: the nearest `func` above it.
    var enclosingFunction: String? {
        for text in lines.prefix(max(line, 0)).reversed() {
            let words = Self.words(in: text)
            if let index = words.firstIndex(of: "func"), index + 1 < words.count { return words[index + 1] }
        }
        return nil
    }

    private static func words(in text: Substring) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init).filter {
            !($0.first?.isNumber ?? true)
        }
    }

    private static let keywords: Set<String> = [
        "import", "let", "var", "func", "in", "return", "if", "else", "guard", "for", "while", "switch", "case", "try",
        "await", "async", "throws", "struct", "class", "enum", "actor", "extension", "protocol", "public", "private",
        "final", "static", "nil", "true", "false", "self", "init", "some", "any", "where", "as", "is", "do", "catch",
    ]
}
