internal import DewarLinux

/// What an app's last words say about its crash: Swift's message, and the first place of the backtrace that is the
/// developer's own.
struct CrashReading {
    private static let howToServe = """
        `try app.run()` at its end keeps an app running, `try await app.serve()` one that awaits
        """

    private let end: AppEnd
    private let root: String
    private let lines: [Substring]
    private let frames: [Frame]
    /// Whether the program has no names: a release.
    private let isStripped: Bool

    init(_ end: AppEnd, root: String) {
        self.end = end
        self.root = root
        lines = end.lastWords.split(separator: "\n", omittingEmptySubsequences: false)
        let all = lines.compactMap { Frame($0, root: root) }
        frames = all.filter(\.isNamed)
        isStripped = !all.isEmpty && frames.isEmpty
    }

    /// The message, its place and the source line there.
    var diagnostic: Diagnostic {
        var diagnostic = Diagnostic(severity: .error, message: message)
        if let frame = frames.first(where: \.isOwn), let place = frame.place {
            diagnostic.place = place
            diagnostic.frame = source(of: place)
        }
        if !end.isSignal, end.code == 0 { diagnostic.hint = CrashReading.howToServe }
        if isStripped { diagnostic.hint = "`dewar serve` without --release tells where it was" }
        return diagnostic
    }

    /// The frames in the developer's own sources, the crashed one first: `closure #1 in pages()  app.swift:6:50`.
    var ownFrames: [String] { frames.filter(\.isOwn).map(\.text) }

    /// All frames that have a name, Swift's and Dewar's too.
    var backtrace: [String] { frames.map(\.text) }

    private func source(of place: Diagnostic.Place) -> Diagnostic.Frame? {
        guard let text = try? Files.text(place.file) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return nil }
        let marks = place.column > 0 ? String(repeating: " ", count: place.column - 1) + "^" : ""
        return Diagnostic.Frame(source: String(lines[place.line - 1]), marks: marks)
    }

    /// `Fatal error: Index out of range`, without the place in Swift's own sources that comes before it.
    private var message: String {
        let marks = ["Fatal error: ", "fatal error: ", "Precondition failed: ", "Assertion failed: ", "error: "]
        for line in lines.reversed() {
            for mark in marks {
                guard let range = line.firstRange(of: mark) else { continue }
                return String(line[range.lowerBound...])
            }
        }
        if end.isSignal { return "signal \(end.code)" + (CrashReading.names[end.code].map { " (\($0))" } ?? "") }
        return "the app ended by itself, with exit code \(end.code)"
    }

    private static let names: [Int32: String] = [
        4: "illegal instruction: a trap", 5: "trap", 6: "abort", 7: "bus error", 8: "arithmetic", 9: "killed",
        11: "segmentation fault", 15: "terminated",
    ]
}

/// One line of Swift's report: ` 3 [ra] 0x0000562c6a861fe3 closure #1 in pages() + 242 in app at /home/ada/app.swift:6:50`.
private struct Frame {
    /// `closure #1 in pages()  app.swift:6:50`
    var text: String
    var place: Diagnostic.Place?
    /// Whether it lies in the project.
    var isOwn: Bool
    var isNamed: Bool

    init?(_ line: Substring, root: String) {
        guard line.first(where: { $0 != " " })?.isNumber == true else { return nil }
        let parts = line.split(separator: " at ", maxSplits: 1)
        var words = parts[0].split(separator: " ")
        words.removeAll { $0.first == "[" || $0.hasPrefix("0x") }
        guard let end = words.lastIndex(of: "in"), end > 1, end + 1 < words.count else { return nil }
        let isOffset = words[end - 2] == "+"
        let name = words[1..<(isOffset ? end - 2 : end)].joined(separator: " ")
        isNamed = name != "<unknown>"
        place = parts.count > 1 ? Frame.place(parts[1]) : nil
        isOwn = place?.file.hasPrefix(root + "/") == true
        guard let place else {
            text = "\(name)  \(words[end + 1])"
            return
        }
        text = "\(name)  \(Path.relative(place.file, to: root)):\(place.line):\(place.column)"
    }

    /// `/home/ada/app.swift:6:50`; nil for what the compiler made itself.
    private static func place(_ text: Substring) -> Diagnostic.Place? {
        let parts = text.split(separator: ":")
        guard parts.count >= 2, let line = Int(parts[1]), line > 0 else { return nil }
        return Diagnostic.Place(file: String(parts[0]), line: line, column: parts.count > 2 ? Int(parts[2]) ?? 0 : 0)
    }
}
