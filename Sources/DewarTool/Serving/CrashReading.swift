internal import DewarLinux

/// What an app's last words say about its crash: Swift's message, and the first place of the backtrace that is the
/// developer's own.
struct CrashReading {
    private let end: AppEnd
    private let root: String
    private let lines: [Substring]

    init(_ end: AppEnd, root: String) {
        self.end = end
        self.root = root
        lines = end.lastWords.split(separator: "\n", omittingEmptySubsequences: false)
    }

    var item: FailureReport.Item {
        var item = FailureReport.Item(message: message)
        if let place {
            item.file = Path.relative(place.file, to: root)
            item.line = place.line
            item.column = place.column
            item.source = source(of: place)
            item.marks = place.column > 0 ? String(repeating: " ", count: place.column - 1) + "^" : nil
        }
        item.details = backtrace
        if !end.isSignal, end.code == 0 { item.hint = "`try app.run()` at the end of the file keeps it running" }
        return item
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

    private struct Place {
        var file: String
        var line: Int
        var column: Int
    }

    /// From ` in app at /home/ada/hello/app.swift:6:50`.
    private var place: Place? {
        for line in lines {
            guard let range = line.firstRange(of: " at \(root)/") else { continue }
            let parts = line[range.lowerBound...].dropFirst(4).split(separator: ":")
            guard parts.count >= 2, let number = Int(parts[1]), number > 0 else { continue }
            return Place(file: String(parts[0]), line: number, column: parts.count > 2 ? Int(parts[2]) ?? 0 : 0)
        }
        return nil
    }

    private func source(of place: Place) -> String? {
        guard let text = try? Files.text(place.file) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return place.line <= lines.count ? String(lines[place.line - 1]).replacing("\t", with: " ") : nil
    }

    /// The frames: `3 closure #1 in … at /home/ada/hello/app.swift:6:50`.
    private var backtrace: [String] {
        let frames = lines.filter { $0.first?.isNumber == true && ($0.contains(" in ") || $0.contains(" at ")) }
        return frames.prefix(16).map { String($0).replacing(root + "/", with: "") }
    }
}
