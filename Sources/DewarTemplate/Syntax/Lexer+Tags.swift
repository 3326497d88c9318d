/// Inside a tag: names, literals, operators.
extension Lexer {
    /// Reads tokens up to and with the end of the tag.
    mutating func readTag(end: TagStart) throws(LexicalError) {
        let endBytes = Array((end == .variable ? syntax.variableEnd : syntax.blockEnd).utf8)
        brackets.removeAll()
        while offset < source.count || end == .lineStatement {
            if brackets.isEmpty, let close = tagEnd(of: end, endBytes) {
                add(end == .variable ? .variableEnd : .blockEnd, at: min(offset, source.count))
                isLineStart = close > offset && source[close - 1] == UInt8(ascii: "\n")
                offset = close
                return
            }
            guard offset < source.count else { return }
            try readToken()
        }
    }

    private func tagEnd(of tag: TagStart, _ end: [UInt8]) -> Int? {
        guard tag == .lineStatement else { return tagEnd(end, at: offset, trims: tag == .block) }
        let rest = skipSpace(offset)
        if rest == source.count { return rest }
        return source[offset..<rest].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    }

    private mutating func readToken() throws(LexicalError) {
        let byte = source[offset]
        if Lexer.isSpace(byte) {
            offset = skipSpace(offset)
        } else if Lexer.isDigit(byte) {
            try readNumber()
        } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            try readString(quote: byte)
        } else if Lexer.isNamePart(byte) {
            try readName()
        } else {
            try readOperator()
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            || byte == UInt8(ascii: "_") || isDigit(byte) || byte >= 0x80
    }

    // MARK: Names

    private mutating func readName() throws(LexicalError) {
        let begin = offset
        var isPlain = true
        while offset < source.count, Lexer.isNamePart(source[offset]) {
            guard source[offset] >= 0x80 else {
                offset += 1
                continue
            }
            let width = Text.width(source[offset])
            let scalar = String(decoding: source[offset..<min(offset + width, source.count)], as: UTF8.self)
                .unicodeScalars.first!
            if scalar.properties.isWhitespace { break }
            guard scalar.properties.isXIDContinue else {
                if isWordCharacter(scalar) {
                    isPlain = false
                    offset += width
                    continue
                }
                break
            }
            if offset == begin, !scalar.properties.isXIDStart { isPlain = false }
            offset += width
        }
        if offset == begin {
            if Lexer.spaceWidth(source, offset) != nil { return offset = skipSpace(offset) }
            throw unexpected()
        }
        guard isPlain else { throw LexicalError(message: "Invalid character in identifier", offset: begin) }
        add(.name, at: begin, name: String(decoding: source[begin..<offset], as: UTF8.self))
    }

    /// Python's `\w` takes some characters that cannot be part of a name.
    private func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    // MARK: Operators

    private mutating func readOperator() throws(LexicalError) {
        for (spelling, kind) in Token.operators where startsWith(spelling) {
            switch kind {
            case .leftParenthesis: brackets.append(.rightParenthesis)
            case .leftBracket: brackets.append(.rightBracket)
            case .leftBrace: brackets.append(.rightBrace)
            case .rightParenthesis, .rightBracket, .rightBrace:
                guard let expected = brackets.popLast() else {
                    throw LexicalError(message: "unexpected '\(kind.rawValue)'", offset: offset)
                }
                guard expected == kind else {
                    throw LexicalError(
                        message: "unexpected '\(kind.rawValue)', expected '\(expected.rawValue)'", offset: offset)
                }
            default: break
            }
            add(kind, at: offset)
            offset += spelling.utf8CodeUnitCount
            return
        }
        throw unexpected()
    }

    private func startsWith(_ spelling: StaticString) -> Bool {
        guard offset + spelling.utf8CodeUnitCount <= source.count else { return false }
        for i in 0..<spelling.utf8CodeUnitCount where source[offset + i] != spelling.utf8Start[i] { return false }
        return true
    }

    private func unexpected() -> LexicalError {
        let width = min(Text.width(source[offset]), source.count - offset)
        let character = Text.make(Array(source[offset..<offset + width]))
        return LexicalError(message: "unexpected char \(Repr.string(.text(character))) at \(offset)", offset: offset)
    }

    // MARK: Numbers

    private mutating func readNumber() throws(LexicalError) {
        let begin = offset
        if begin == 0 || source[begin - 1] != UInt8(ascii: "."), let end = floatEnd(begin) {
            let digits = source[begin..<end].filter { $0 != UInt8(ascii: "_") }
            add(.float, at: begin, value: .double(Double(String(decoding: digits, as: UTF8.self)) ?? .infinity))
            offset = end
            return
        }
        let (end, base, first) = integerEnd(begin)
        let digits = source[first..<end].filter { $0 != UInt8(ascii: "_") }
        guard digits.count < 100_000, let number = BigInt(digits: digits, base: base) else {
            throw LexicalError(message: "the integer is too long", offset: begin)
        }
        add(.integer, at: begin, value: .integer(number))
        offset = end
    }

    /// The end of digits that single underscores may separate.
    private func digitsEnd(_ from: Int, _ isDigit: (UInt8) -> Bool) -> Int? {
        var place = from
        while place < source.count {
            if isDigit(source[place]) {
                place += 1
            } else if source[place] == UInt8(ascii: "_"), place > from, place + 1 < source.count,
                source[place - 1] != UInt8(ascii: "_"), isDigit(source[place + 1])
            {
                place += 1
            } else {
                break
            }
        }
        return place > from ? place : nil
    }

    private func floatEnd(_ from: Int) -> Int? {
        guard var place = digitsEnd(from, Lexer.isDigit) else { return nil }
        var isFloat = false
        if place < source.count, source[place] == UInt8(ascii: "."), let end = digitsEnd(place + 1, Lexer.isDigit) {
            place = end
            isFloat = true
        }
        if place < source.count, source[place] | 0x20 == UInt8(ascii: "e") {
            var digits = place + 1
            if digits < source.count, source[digits] == UInt8(ascii: "+") || source[digits] == UInt8(ascii: "-") {
                digits += 1
            }
            if let end = digitsEnd(digits, Lexer.isDigit) { return end }
        }
        return isFloat ? place : nil
    }

    private func integerEnd(_ from: Int) -> (end: Int, base: UInt32, first: Int) {
        if source[from] == UInt8(ascii: "0"), from + 1 < source.count {
            let bases: [(UInt8, UInt32, (UInt8) -> Bool)] = [
                (UInt8(ascii: "x"), 16, Lexer.isHexDigit), (UInt8(ascii: "o"), 8, { $0 & 0xF8 == 0x30 }),
                (UInt8(ascii: "b"), 2, { $0 & 0xFE == 0x30 }),
            ]
            for (letter, base, isDigit) in bases where source[from + 1] | 0x20 == letter {
                let first = from + 2
                let skipped = first < source.count && source[first] == UInt8(ascii: "_") ? first + 1 : first
                if let end = digitsEnd(skipped, isDigit) { return (end, base, first) }
            }
            // Zeros only: `012` is two numbers, as in Jinja2.
            return (digitsEnd(from) { $0 == UInt8(ascii: "0") } ?? from + 1, 10, from)
        }
        return (digitsEnd(from, Lexer.isDigit)!, 10, from)
    }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f")
    }
}
