/// String literals, with Python's escapes.
extension Lexer {
    mutating func readString(quote: UInt8) throws(LexicalError) {
        let begin = offset
        var place = begin + 1
        while place < source.count, source[place] != quote { place += source[place] == UInt8(ascii: "\\") ? 2 : 1 }
        guard place < source.count else {
            throw LexicalError(
                message: "unexpected char \(Repr.string(.text(Text.make([quote])))) at \(begin)", offset: begin)
        }
        let content = Array(source[begin + 1..<place])
        let text = content.contains(UInt8(ascii: "\\")) ? try unescaped(content, at: begin) : withNewlines(content)
        offset = place + 1
        add(.string, at: begin, value: .text(Text.make(text)))
    }

    private func unescaped(_ content: [UInt8], at begin: Int) throws(LexicalError) -> [UInt8] {
        let content = withNewlines(content)
        var result: [UInt8] = []
        var i = 0
        while i < content.count {
            guard content[i] == UInt8(ascii: "\\"), i + 1 < content.count else {
                result.append(content[i])
                i += 1
                continue
            }
            let letter = content[i + 1]
            i += 2
            if let simple = Lexer.simpleEscapes[letter] {
                result += simple
            } else if let width = Lexer.hexEscapes[letter] {
                let digits = content[i..<min(i + width, content.count)].prefix { Lexer.isHexDigit($0) }
                guard digits.count == width, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
                else {
                    throw LexicalError(
                        message:
                            "truncated \\\(Character(Unicode.Scalar(letter)))\(String(repeating: "X", count: width)) escape",
                        offset: begin)
                }
                guard let scalar = Unicode.Scalar(value) else {
                    throw LexicalError(message: "illegal Unicode character", offset: begin)
                }
                result += Array(String(scalar).utf8)
                i += width
            } else if letter & 0xF8 == 0x30 {
                let digits = content[(i - 1)..<min(i + 2, content.count)].prefix { $0 & 0xF8 == 0x30 }
                let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 8)!
                result += Array(String(Unicode.Scalar(value)!).utf8)
                i += digits.count - 1
            } else if letter == UInt8(ascii: "N") {
                guard i < content.count, content[i] == UInt8(ascii: "{"),
                    let close = content[i...].firstIndex(of: UInt8(ascii: "}")),
                    let scalar = CharacterNames.scalar(String(decoding: content[(i + 1)..<close], as: UTF8.self))
                else { throw LexicalError(message: "unknown Unicode character name", offset: begin) }
                result += Array(String(scalar).utf8)
                i = close + 1
            } else {
                result += [UInt8(ascii: "\\"), letter]
            }
        }
        return result
    }

    private static let simpleEscapes: [UInt8: [UInt8]] = [
        UInt8(ascii: "\n"): [], UInt8(ascii: "\\"): [0x5C], UInt8(ascii: "'"): [0x27], UInt8(ascii: "\""): [0x22],
        UInt8(ascii: "a"): [0x07], UInt8(ascii: "b"): [0x08], UInt8(ascii: "f"): [0x0C], UInt8(ascii: "n"): [0x0A],
        UInt8(ascii: "r"): [0x0D], UInt8(ascii: "t"): [0x09], UInt8(ascii: "v"): [0x0B],
    ]

    /// The digits that follow `\x`, `\u` and `\U`.
    private static let hexEscapes: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
}
