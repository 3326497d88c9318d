/// Cuts a template into tokens.
///
/// It works on the UTF-8 bytes of the source, whose line breaks have become `\n`, and is in one of two modes: in the text
/// between tags it looks for the next beginning of a tag; inside a tag it reads names, literals and operators up to the
/// tag's end, which counts only where all brackets are closed.
package struct Lexer {
    let syntax: TemplateSyntax
    let source: [UInt8]
    var offset = 0
    var tokens: [Token] = []
    /// The closing brackets that are still to come.
    var brackets: [Token.Kind] = []
    /// True if the piece before ended with a line break.
    var isLineStart = true

    private let starts: [(tag: TagStart, bytes: [UInt8])]
    private let firstBytes: Set<UInt8>
    private var counted = (offset: 0, line: Int32(1))

    /// The tokens of a template. A mistake of the lexer's is the last token.
    package static func tokens(of source: [UInt8], syntax: TemplateSyntax) -> [Token] {
        var lexer = Lexer(source: source, syntax: syntax)
        do throws(LexicalError) {
            while lexer.offset < lexer.source.count { try lexer.readText() }
        } catch {
            lexer.add(.failure, at: error.offset, name: error.message)
        }
        let line = lexer.tokens.last?.position.line ?? 1
        lexer.tokens.append(
            Token(kind: .end, position: Position(line: line, offset: Int32(lexer.source.count))))
        return lexer.tokens
    }

    struct LexicalError: Error {
        let message: String
        let offset: Int
    }

    private init(source: [UInt8], syntax: TemplateSyntax) {
        self.syntax = syntax
        self.source = source
        starts = syntax.starts
        let isLineOriented = syntax.lineStatementPrefix != nil || syntax.lineCommentPrefix != nil
        firstBytes = isLineOriented ? [] : Set(starts.map { $0.bytes[0] })
    }

    /// The source with `\n` for every line break, and without the last one unless it is to be kept.
    package static func normalized(_ text: String, keepTrailingNewline: Bool) -> [UInt8] {
        var bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: "\r")) {
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            var i = 0
            while i < bytes.count {
                if bytes[i] == UInt8(ascii: "\r") {
                    result.append(UInt8(ascii: "\n"))
                    if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "\n") { i += 1 }
                } else {
                    result.append(bytes[i])
                }
                i += 1
            }
            bytes = result
        }
        if !keepTrailingNewline, bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        return bytes
    }

    // MARK: Text

    /// Reads the text up to the next tag and that tag.
    private mutating func readText() throws(LexicalError) {
        let begin = offset
        guard let found = nextStart() else {
            addData(begin, source.count)
            offset = source.count
            return
        }
        var afterStart = found.end
        let sign = takeSign(&afterStart)
        let isRaw = found.tag == .block && rawEnd(afterStart) != nil
        addData(begin, strip(begin, found.begin, sign, keepsIndentation: found.tag == .variable))
        isLineStart = false
        switch found.tag {
        case .block where isRaw: try readRaw(begin: found.begin, afterStart)
        case .comment: try readComment(begin: found.begin, afterStart)
        case .lineComment:
            offset = source[afterStart...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
        case .block, .lineStatement:
            add(.blockBegin, at: found.begin)
            offset = afterStart
            try readTag(end: found.tag)
        case .variable:
            add(.variableBegin, at: found.begin)
            offset = afterStart
            try readTag(end: .variable)
        }
    }

    /// The next beginning of a tag: where it starts, counting what belongs to it, and where it ends.
    private func nextStart() -> (tag: TagStart, begin: Int, end: Int)? {
        var place = offset
        while place < source.count {
            if firstBytes.isEmpty || firstBytes.contains(source[place]) {
                for start in starts {
                    if let end = end(of: start, at: place) { return (start.tag, place, end) }
                }
            }
            place += 1
        }
        return nil
    }

    private func end(of start: (tag: TagStart, bytes: [UInt8]), at place: Int) -> Int? {
        switch start.tag {
        case .block, .comment, .variable: return matches(start.bytes, at: place) ? place + start.bytes.count : nil
        case .lineStatement:
            guard place == 0 || source[place - 1] == UInt8(ascii: "\n") else { return nil }
            let prefix = skip(from: place) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 0x0B }
            return matches(start.bytes, at: prefix) ? prefix + start.bytes.count : nil
        case .lineComment:
            guard place == 0 || source[place - 1] == UInt8(ascii: "\n") || !Lexer.isSpace(source[place - 1]) else {
                return nil
            }
            let prefix = skip(from: place) { Lexer.isSpace($0) && $0 != UInt8(ascii: "\n") }
            return matches(start.bytes, at: prefix) ? prefix + start.bytes.count : nil
        }
    }

    /// Where the text before a tag ends, given the sign in the tag.
    private func strip(_ begin: Int, _ end: Int, _ sign: UInt8?, keepsIndentation: Bool) -> Int {
        if sign == UInt8(ascii: "-") { return Lexer.withoutTrailingSpace(source, begin, end) }
        guard sign == nil, syntax.lstripBlocks, !keepsIndentation else { return end }
        let line = source[begin..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? begin
        guard line > begin || isLineStart, line < end else { return end }
        return Lexer.withoutTrailingSpace(source, line, end) == line ? line : end
    }

    /// The `-` or `+` that may follow a tag's beginning.
    private func takeSign(_ place: inout Int) -> UInt8? {
        guard place < source.count, source[place] == UInt8(ascii: "-") || source[place] == UInt8(ascii: "+") else {
            return nil
        }
        place += 1
        return source[place - 1]
    }

    // MARK: Comments and raw text

    private mutating func readComment(begin: Int, _ from: Int) throws(LexicalError) {
        var place = from
        while place < source.count {
            if let end = tagEnd(Array(syntax.commentEnd.utf8), at: place, trims: true) {
                isLineStart = source[end - 1] == UInt8(ascii: "\n")
                offset = end
                return
            }
            place += 1
        }
        throw LexicalError(message: "Missing end of comment tag", offset: begin)
    }

    /// The end of a `raw` tag whose name begins at or after `from`; nil if it is another tag.
    private func rawEnd(_ from: Int) -> Int? {
        guard let name = word("raw", from) else { return nil }
        let place = skipSpace(name)
        let end = Array(syntax.blockEnd.utf8)
        if place < source.count, source[place] == UInt8(ascii: "-"), matches(end, at: place + 1) {
            return skipSpace(place + 1 + end.count)
        }
        return matches(end, at: place) ? place + end.count : nil
    }

    private mutating func readRaw(begin: Int, _ from: Int) throws(LexicalError) {
        let text = rawEnd(from)!
        isLineStart = source[text - 1] == UInt8(ascii: "\n")
        let start = Array(syntax.blockStart.utf8)
        let end = Array(syntax.blockEnd.utf8)
        var place = text
        while place < source.count {
            if matches(start, at: place) {
                var name = place + start.count
                let sign = takeSign(&name)
                if let after = word("endraw", name), let close = tagEnd(end, at: skipSpace(after), trims: true) {
                    addData(text, strip(text, place, sign, keepsIndentation: false))
                    isLineStart = source[close - 1] == UInt8(ascii: "\n")
                    offset = close
                    return
                }
            }
            place += 1
        }
        throw LexicalError(message: "Missing end of raw directive", offset: begin)
    }

    /// The end of the word if it stands at `from`, spaces before it allowed.
    private func word(_ word: StaticString, _ from: Int) -> Int? {
        let place = skipSpace(from)
        guard place + word.utf8CodeUnitCount <= source.count else { return nil }
        for i in 0..<word.utf8CodeUnitCount where source[place + i] != word.utf8Start[i] { return nil }
        return place + word.utf8CodeUnitCount
    }

    /// Where a tag's end at `place` leaves off, with what its sign and the options take away after it.
    func tagEnd(_ end: [UInt8], at place: Int, trims: Bool) -> Int? {
        guard place < source.count else { return nil }
        if matches(end, at: place) {
            let after = place + end.count
            let trimmed = trims && syntax.trimBlocks && after < source.count && source[after] == UInt8(ascii: "\n")
            return trimmed ? after + 1 : after
        }
        if source[place] == UInt8(ascii: "-"), matches(end, at: place + 1) { return skipSpace(place + 1 + end.count) }
        if trims, source[place] == UInt8(ascii: "+"), matches(end, at: place + 1) { return place + 1 + end.count }
        return nil
    }

    // MARK: Tokens

    mutating func position(_ offset: Int) -> Position {
        if offset < counted.offset { counted = (0, 1) }
        for byte in source[counted.offset..<offset] where byte == UInt8(ascii: "\n") { counted.line += 1 }
        counted.offset = offset
        return Position(line: counted.line, offset: Int32(offset))
    }

    mutating func add(_ kind: Token.Kind, at offset: Int, name: String = "", value: Value = .none) {
        tokens.append(Token(kind: kind, position: position(offset), name: name, value: value))
    }

    private mutating func addData(_ begin: Int, _ end: Int) {
        guard begin < end else { return }
        let bytes = source[begin..<end]
        if syntax.newlineSequence == "\n" || !bytes.contains(UInt8(ascii: "\n")) {
            add(.data, at: begin, value: .text(Text.make(Array(bytes))))
        } else {
            add(.data, at: begin, value: .text(Text.make(withNewlines(Array(bytes)))))
        }
    }

    /// The bytes with the configured line breaks.
    func withNewlines(_ bytes: [UInt8]) -> [UInt8] {
        guard syntax.newlineSequence != "\n" else { return bytes }
        return bytes.flatMap { $0 == UInt8(ascii: "\n") ? Array(syntax.newlineSequence.utf8) : [$0] }
    }

    // MARK: Bytes

    func matches(_ bytes: [UInt8], at place: Int) -> Bool {
        guard place + bytes.count <= source.count else { return false }
        for i in bytes.indices where source[place + i] != bytes[i] { return false }
        return true
    }

    func skip(from place: Int, while condition: (UInt8) -> Bool) -> Int {
        var place = place
        while place < source.count, condition(source[place]) { place += 1 }
        return place
    }

    /// The first byte at or after `place` that is no white space, in Unicode's sense.
    func skipSpace(_ place: Int) -> Int {
        var place = place
        while place < source.count {
            if Lexer.isSpace(source[place]) {
                place += 1
            } else if source[place] >= 0x80, let width = Lexer.spaceWidth(source, place) {
                place += width
            } else {
                break
            }
        }
        return place
    }

    /// White space among the ASCII characters, as Python's `\s` and `isspace` see it.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte >= 0x09 && byte <= 0x0D || byte >= 0x1C && byte <= 0x1F
    }

    /// The length of the white space character beyond ASCII at this place; nil if there is none.
    static func spaceWidth(_ bytes: [UInt8], _ place: Int) -> Int? {
        let width = Text.width(bytes[place])
        guard place + width <= bytes.count else { return nil }
        let scalar = String(decoding: bytes[place..<place + width], as: UTF8.self).unicodeScalars.first
        return scalar?.properties.isWhitespace == true ? width : nil
    }

    /// The end of the range without the white space before it.
    static func withoutTrailingSpace(_ bytes: [UInt8], _ begin: Int, _ end: Int) -> Int {
        var end = end
        while end > begin {
            if isSpace(bytes[end - 1]) {
                end -= 1
                continue
            }
            var lead = end - 1
            while lead > begin, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
            guard bytes[lead] >= 0x80, spaceWidth(bytes, lead) == end - lead else { break }
            end = lead
        }
        return end
    }
}
