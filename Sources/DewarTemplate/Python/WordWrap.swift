/// Breaking a paragraph into lines (Python: `textwrap.wrap`, tabs and other white space left as they are).
struct WordWrap {
    let width: Int
    /// Cuts words that are longer than a line.
    let breaksLongWords: Bool
    /// Lines may end after a hyphen within a word.
    let breaksOnHyphens: Bool

    private typealias Chunk = ArraySlice<Unicode.Scalar>

    func lines(_ paragraph: Text) -> [Text] {
        var chunks = Array(split(Array(paragraph.scalars)).reversed())
        var lines: [Text] = []
        while !chunks.isEmpty {
            if !lines.isEmpty, WordWrap.isBlank(chunks[chunks.count - 1]) { chunks.removeLast() }
            let line = takeLine(&chunks)
            if !line.isEmpty { lines.append(WordWrap.text(line)) }
        }
        return lines
    }

    /// Takes as many chunks as fit on a line, without white space at its end.
    private func takeLine(_ chunks: inout [Chunk]) -> [Chunk] {
        var line: [Chunk] = []
        var length = 0
        while let next = chunks.last, length + next.count <= width {
            line.append(next)
            length += next.count
            chunks.removeLast()
        }
        if let next = chunks.last, next.count > width { cut(&chunks, &line, room: width - length) }
        if let last = line.last, WordWrap.isBlank(last) { line.removeLast() }
        return line
    }

    /// Puts as much of a word longer than a line onto this one as there is room for.
    private func cut(_ chunks: inout [Chunk], _ line: inout [Chunk], room: Int) {
        let word = chunks[chunks.count - 1]
        guard breaksLongWords else {
            if line.isEmpty { line.append(chunks.removeLast()) }
            return
        }
        var end = word.startIndex + room
        if breaksOnHyphens, word.count > room, let hyphen = word[..<end].lastIndex(of: "-"),
            word[..<hyphen].contains(where: { $0 != "-" })
        {
            end = hyphen + 1
        }
        line.append(word[..<end])
        chunks[chunks.count - 1] = word[end...]
    }

    private static func isBlank(_ chunk: Chunk) -> Bool { chunk.allSatisfy(\.isPythonSpace) }

    private static func text(_ chunks: [Chunk]) -> Text {
        var output = String.UnicodeScalarView()
        for chunk in chunks { output.append(contentsOf: chunk) }
        return Text.make(String(output))
    }

    // MARK: Chunks: words, parts of hyphenated words, dashes, white space

    private func split(_ scalars: [Unicode.Scalar]) -> [Chunk] {
        var chunks: [Chunk] = []
        var place = 0
        while place < scalars.count {
            let end = endOfChunk(scalars, place)
            chunks.append(scalars[place..<end])
            place = end
        }
        return chunks
    }

    private func endOfChunk(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
        if WordWrap.isSpace(scalars[start]) {
            return scalars[start...].firstIndex { !WordWrap.isSpace($0) } ?? scalars.count
        }
        guard breaksOnHyphens else {
            return scalars[start...].firstIndex(where: WordWrap.isSpace) ?? scalars.count
        }
        if let end = WordWrap.endOfDash(scalars, start) { return end }
        for place in (start + 1)..<max(scalars.count, start + 1) {
            if WordWrap.breaksAfterHyphen(scalars, place) { return place + 1 }
            if WordWrap.isSpace(scalars[place]) || WordWrap.endOfDash(scalars, place) != nil { return place }
        }
        return scalars.count
    }

    /// The end of two or more hyphens that stand between words.
    private static func endOfDash(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard scalars[start] == "-", start > 0, mayPrecedeDash(scalars[start - 1]) else { return nil }
        guard let end = scalars[start...].firstIndex(where: { $0 != "-" }), end - start >= 2 else { return nil }
        return scalars[end].isWordCharacter ? end : nil
    }

    /// True for a hyphen after two letters, or after letter, hyphen, letter, and before two letters.
    private static func breaksAfterHyphen(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        guard scalars[place] == "-" else { return false }
        func isLetter(_ place: Int) -> Bool { scalars.indices.contains(place) && WordWrap.isLetter(scalars[place]) }
        func isHyphen(_ place: Int) -> Bool { scalars.indices.contains(place) && scalars[place] == "-" }
        let fitsBefore = isLetter(place - 1) && (isLetter(place - 2) || (isHyphen(place - 2) && isLetter(place - 3)))
        let fitsAfter = isLetter(place + 1) && (isLetter(place + 2) || (isHyphen(place + 2) && isLetter(place + 3)))
        return fitsBefore && fitsAfter
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || (0x09...0x0D).contains(scalar.value)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isWordCharacter && !scalar.isPythonDecimal }

    private static func mayPrecedeDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isWordCharacter || "!\"'&.,?".unicodeScalars.contains(scalar)
    }
}
