/// The tokens of a Swift source, as far as outlines need them: where words, strings and marks begin and end.
///
/// It throws `Unsure` at whatever it cannot read for certain: a slash that may open a regular expression, characters beyond
/// ASCII outside of strings and comments that are not plainly letters, macros and unknown attributes, which may stand for anything.
struct SourceLexer {
    struct Unsure: Error {}

    struct Token {
        enum Kind: Equatable {
            case word
            /// A name in backticks.
            case quotedName
            /// `#if`, `#fileID`
            case directive
            /// `@main`
            case attribute
            /// A literal, its quotes and interpolations included.
            case string
            case newline
            /// One character of an operator or of punctuation.
            case mark(UInt8)
        }

        var kind: Kind
        var range: Range<Int>
        /// Where its word lies, without backticks, `#` or `@`.
        var word: Range<Int>

        init(_ kind: Kind, _ range: Range<Int>, word: Range<Int>? = nil) {
            self.kind = kind
            self.range = range
            self.word = word ?? range
        }
    }

    let source: [UInt8]
    private var at = 0

    init(_ source: [UInt8]) { self.source = source }

    /// Attributes that look at nothing but the declaration. Any other may be a macro's, which sees the body.
    private static let plainAttributes = ContentHash.words(
        "main MainActor Sendable escaping autoclosure discardableResult available unchecked preconcurrency concurrent "
            + "dynamicMemberLookup frozen unknown retroactive inlinable inline usableFromInline")
    private static let plainDirectives = ContentHash.words(
        "if else elseif endif available unavailable fileID file line column function filePath")

    /// The next token; nil at the end.
    mutating func next() throws(Unsure) -> Token? {
        try skipSpaceAndComments()
        guard at < source.count else { return nil }
        let start = at
        switch source[at] {
        case UInt8(ascii: "\n"):
            at += 1
            return Token(.newline, start..<at)
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "#") where rawMarks() > 0: return try string()
        case UInt8(ascii: "#"): return try marked(.directive, SourceLexer.plainDirectives)
        case UInt8(ascii: "@"): return try marked(.attribute, SourceLexer.plainAttributes)
        case UInt8(ascii: "`"): return try quotedName()
        case UInt8(ascii: "/") where mayBeginExpression: throw Unsure()
        case 0x80... where letterLength == 0: throw Unsure()
        case let byte where byte >= 0x80 || SourceLexer.isWord(byte):
            skipWord()
            return Token(.word, start..<at)
        case let byte:
            at += 1
            return Token(.mark(byte), start..<at)
        }
    }

    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private func byte(_ offset: Int) -> UInt8? { at + offset < source.count ? source[at + offset] : nil }

    private mutating func skipWord() {
        while at < source.count {
            let length = SourceLexer.isWord(source[at]) ? 1 : letterLength
            if length == 0 { return }
            at += length
        }
    }

    /// Letters beyond ASCII that stand in names and nowhere else, each of which is written in one way: Latin, Greek, Cyrillic, Hebrew,
    /// Arabic, Kana, Han, Hangul.
    private static let letters: [ClosedRange<UInt32>] = [
        0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x388...0x3CE, 0x400...0x481, 0x48A...0x52F, 0x5D0...0x5EA,
        0x620...0x64A,
        0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
    ]

    /// The number of bytes of such a letter here, in UTF-8; 0 for anything else.
    private var letterLength: Int {
        let first = source[at]
        guard first >= 0xC0, first < 0xF0 else { return 0 }
        let length = first < 0xE0 ? 2 : 3
        var scalar = UInt32(first & (length == 2 ? 0x1F : 0x0F))
        for offset in 1..<length {
            guard let next = byte(offset), next & 0xC0 == 0x80 else { return 0 }
            scalar = scalar << 6 | UInt32(next & 0x3F)
        }
        return SourceLexer.letters.contains { $0.contains(scalar) } ? length : 0
    }

    // MARK: - Spaces and comments

    private mutating func skipSpaceAndComments() throws(Unsure) {
        while at < source.count {
            switch source[at] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): at += 1
            case UInt8(ascii: "\r") where byte(1) == UInt8(ascii: "\n"): at += 1
            // By itself it ends a line as well, and a comment with it.
            case UInt8(ascii: "\r"): throw Unsure()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
                while let byte = byte(0), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { at += 1 }
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): try skipBlockComment()
            default: return
            }
        }
    }

    private mutating func skipBlockComment() throws(Unsure) {
        var depth = 0
        repeat {
            guard let following = byte(1) else { throw Unsure() }
            switch (source[at], following) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): (depth, at) = (depth + 1, at + 2)
            case (UInt8(ascii: "*"), UInt8(ascii: "/")): (depth, at) = (depth - 1, at + 2)
            default: at += 1
            }
        } while depth > 0
    }

    /// Whether a slash here may open a regular expression: nothing stands before it that it could divide.
    private var mayBeginExpression: Bool {
        guard at > 0, let next = byte(1) else { return true }
        let before = source[at - 1]
        let divides = SourceLexer.isWord(before) || before == UInt8(ascii: ")") || before == UInt8(ascii: "]")
        let isSpaced = before == UInt8(ascii: " ") && next == UInt8(ascii: " ")
        return !divides && !isSpaced
    }

    // MARK: - Names with a mark

    private mutating func marked(_ kind: Token.Kind, _ known: Set<ContentHash>) throws(Unsure) -> Token {
        at += 1
        let start = at
        skipWord()
        guard known.contains(ContentHash(source[start..<at])) else { throw Unsure() }
        return Token(kind, start - 1..<at, word: start..<at)
    }

    private mutating func quotedName() throws(Unsure) -> Token {
        at += 1
        let start = at
        skipWord()
        guard at > start, byte(0) == UInt8(ascii: "`") else { throw Unsure() }
        at += 1
        return Token(.quotedName, start - 1..<at, word: start..<at - 1)
    }

    // MARK: - Strings

    /// The number of `#` here, if they open a raw string.
    private func rawMarks() -> Int {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : 0
    }

    private mutating func string() throws(Unsure) -> Token {
        let start = at
        let raw = rawMarks()
        at += raw
        let isMultiline = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
        let quotes = isMultiline ? 3 : 1
        at += quotes
        // `#"""#` is a quote in a raw string of one line.
        if isMultiline, byte(0) != UInt8(ascii: "\n"), byte(0) != UInt8(ascii: "\r") { throw Unsure() }
        while !ends(quotes: quotes, raw: raw) {
            guard let byte = byte(0), isMultiline || byte != UInt8(ascii: "\n") else { throw Unsure() }
            at += 1
            guard byte == UInt8(ascii: "\\"), (0..<raw).allSatisfy({ self.byte($0) == UInt8(ascii: "#") }) else {
                continue
            }
            at += raw
            if self.byte(0) == UInt8(ascii: "(") { try skipInterpolation() } else { at += 1 }
        }
        at += quotes + raw
        return Token(.string, start..<at)
    }

    private func ends(quotes: Int, raw: Int) -> Bool {
        (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") }
            && (quotes..<quotes + raw).allSatisfy { byte($0) == UInt8(ascii: "#") }
    }

    /// From an opening parenthesis to the one that closes it; whatever may stand in an expression may stand there.
    private mutating func skipInterpolation() throws(Unsure) {
        var depth = 0
        repeat {
            guard let token = try next() else { throw Unsure() }
            if token.kind == .mark(UInt8(ascii: "(")) { depth += 1 }
            if token.kind == .mark(UInt8(ascii: ")")) { depth -= 1 }
        } while depth > 0
    }
}

extension ContentHash {
    /// The digests of the words of a text.
    static func words(_ text: String) -> Set<ContentHash> {
        words(of: Array(text.utf8)[...])
    }

    /// The digests of all words in these bytes, whatever they belong to. Bytes beyond ASCII are taken for letters: in code that the
    /// lexer reads they are.
    static func words(of bytes: ArraySlice<UInt8>) -> Set<ContentHash> {
        var words: Set<ContentHash> = []
        var word = ContentHash()
        for byte in bytes {
            if byte >= 0x80 || SourceLexer.isWord(byte) {
                word.add(byte)
            } else if word != ContentHash() {
                words.insert(word)
                word = ContentHash()
            }
        }
        if word != ContentHash() { words.insert(word) }
        return words
    }
}
