internal import DewarHTTP

/// Reads a file like `.env`: `NAME=value` lines, as shells and python-dotenv write them.
///
/// `export` before a name, comments, quotes and values of several lines in quotes are understood. `${NAME}` stands for what
/// has been set before, but not within single quotes.
struct EnvironmentFile {
    struct Entry: Hashable {
        var name: String
        var value: String
        var line: Int
    }

    /// Lines that are not understood; they are left out.
    private(set) var badLines: [Int] = []
    private let scalars: [Unicode.Scalar]
    private var known: [String: String]
    private var place = 0
    private var line = 1

    init(_ text: String, known: [String: String] = [:]) {
        scalars = Array(text.unicodeScalars)
        self.known = known
    }

    mutating func parse() -> [Entry] {
        var entries: [Entry] = []
        while skipToName() {
            let start = line
            guard let name = takeName(), let value = takeValue() else {
                badLines.append(start)
                skipLine()
                continue
            }
            known[name] = value
            entries.append(Entry(name: name, value: value, line: start))
        }
        return entries
    }

    /// Skips space, empty lines and comments; false at the end.
    private mutating func skipToName() -> Bool {
        while let scalar = peek() {
            if scalar == "#" { skipLine() } else if scalar.properties.isWhitespace { advance() } else { return true }
        }
        return false
    }

    private mutating func takeName() -> String? {
        var name = takeWord()
        if name == "export", peek() == " " {
            skipSpace()
            name = takeWord()
        }
        skipSpace()
        guard !name.isEmpty, peek() == "=" else { return nil }
        advance()
        skipSpace()
        return name
    }

    private mutating func takeWord() -> String {
        take { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "." || $0 == "-" }
    }

    private mutating func takeValue() -> String? {
        switch peek() {
        case "'": return takeQuoted("'")
        case "\"": return takeQuoted("\"")
        default: return expand(takePlain())
        }
    }

    /// Up to the end of the line, or to a comment after white space.
    private mutating func takePlain() -> String {
        var previous: Unicode.Scalar = " "
        let value = take { scalar in
            defer { previous = scalar }
            return scalar != "\n" && !(scalar == "#" && previous.properties.isWhitespace)
        }
        skipLine()
        return value.trimmingWhitespace()
    }

    private mutating func takeQuoted(_ quote: Unicode.Scalar) -> String? {
        let start = (place, line)
        advance()
        var value = ""
        while let scalar = peek() {
            advance()
            if scalar == quote {
                skipSpace()
                guard peek() == nil || peek() == "\n" || peek() == "\r" || peek() == "#" else { return nil }
                skipLine()
                return quote == "'" ? value : expand(value)
            }
            if scalar == "\\", let next = peek() {
                advance()
                value.unicodeScalars.append(contentsOf: EnvironmentFile.unescape(next, in: quote))
            } else {
                value.unicodeScalars.append(scalar)
            }
        }
        // Never closed: only its first line is at fault.
        (place, line) = start
        return nil
    }

    private static func unescape(_ scalar: Unicode.Scalar, in quote: Unicode.Scalar) -> [Unicode.Scalar] {
        if scalar == "\\" || scalar == quote { return [scalar] }
        switch scalar {
        case "n" where quote == "\"": return ["\n"]
        case "t" where quote == "\"": return ["\t"]
        case "r" where quote == "\"": return ["\r"]
        default: return ["\\", scalar]
        }
    }

    /// Puts in what `${NAME}` and `${NAME:-default}` stand for.
    private func expand(_ value: String) -> String {
        var expanded = ""
        var rest = value[...]
        while let start = rest.range(ofText: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            expanded += rest[..<start.lowerBound]
            let inner = rest[start.upperBound..<end]
            let separator = inner.range(ofText: ":-")
            let name = String(separator.map { inner[..<$0.lowerBound] } ?? inner)
            expanded += known[name] ?? separator.map { String(inner[$0.upperBound...]) } ?? ""
            rest = rest[rest.index(after: end)...]
        }
        return expanded + rest
    }

    // MARK: Scanning

    private func peek() -> Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func advance() {
        if scalars[place] == "\n" { line += 1 }
        place += 1
    }

    private mutating func take(while isTaken: (Unicode.Scalar) -> Bool) -> String {
        var text = ""
        while let scalar = peek(), isTaken(scalar) {
            text.unicodeScalars.append(scalar)
            advance()
        }
        return text
    }

    private mutating func skipSpace() { _ = take { $0 == " " || $0 == "\t" } }

    private mutating func skipLine() {
        _ = take { $0 != "\n" }
        if peek() != nil { advance() }
    }
}

extension Substring {
    fileprivate func range(ofText text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
