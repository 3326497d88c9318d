/// Cutting a string into pieces: Python's `split`, `rsplit` and `splitlines`.
extension Text {
    /// Python: `str.split()` without a separator: the words between white space. A negative limit is none.
    func words(limit: Int = -1) -> [Text] {
        var words: [Text] = []
        var offset = endOfSpace(from: 0)
        while offset < count {
            if limit >= 0, words.count == limit {
                words.append(slice(offset, count))
                break
            }
            let end = endOfWord(from: offset)
            words.append(slice(offset, end))
            offset = endOfSpace(from: end)
        }
        return words
    }

    /// Python: `str.rsplit()` without a separator: at most `limit` words are cut off from the right.
    func wordsFromRight(limit: Int) -> [Text] {
        if limit < 0 { return words() }
        var words: [Text] = []
        var rest = stripped(.right)
        while !rest.isEmpty {
            if words.count == limit {
                words.append(rest)
                break
            }
            var from = rest.count
            while from > 0 {
                let before = rest.startOfCharacter(before: from)
                if rest.scalar(at: before).isPythonSpace { break }
                from = before
            }
            words.append(rest.slice(from, rest.count))
            rest = rest.slice(0, from).stripped(.right)
        }
        return words.reversed()
    }

    func endOfSpace(from offset: Int) -> Int {
        var offset = offset
        while offset < count {
            let scalar = scalar(at: offset)
            guard scalar.isPythonSpace else { break }
            offset += UTF8.width(scalar)
        }
        return offset
    }

    func endOfWord(from offset: Int) -> Int {
        var offset = offset
        while offset < count {
            let scalar = scalar(at: offset)
            if scalar.isPythonSpace { break }
            offset += UTF8.width(scalar)
        }
        return offset
    }

    /// Python: `str.split(separator, limit)`; the separator is not empty.
    func split(_ separator: Text, limit: Int = -1) -> [Text] {
        var parts: [Text] = []
        var offset = 0
        while parts.count != limit, let next = find(separator, from: offset) {
            parts.append(slice(offset, next))
            offset = next + separator.count
        }
        parts.append(slice(offset, count))
        return parts
    }

    /// Python: `str.rsplit(separator, limit)`; the separator is not empty.
    func splitFromRight(_ separator: Text, limit: Int = -1) -> [Text] {
        var parts: [Text] = []
        var end = count
        while parts.count != limit, let place = findLast(separator, before: end) {
            parts.append(slice(place + separator.count, end))
            end = place
        }
        parts.append(slice(0, end))
        return parts.reversed()
    }

    /// Python: `str.splitlines(keepends)`: Unicode's line ends count, `\r\n` as one.
    func lines(keepingEnds: Bool = false) -> [Text] {
        var lines: [Text] = []
        var (from, offset) = (0, 0)
        while offset < count {
            let scalar = scalar(at: offset)
            let end = offset
            offset += UTF8.width(scalar)
            guard scalar.endsPythonLine else { continue }
            if scalar == "\r", offset < count, start[offset] == UInt8(ascii: "\n") { offset += 1 }
            lines.append(slice(from, keepingEnds ? offset : end))
            from = offset
        }
        if from < count { lines.append(slice(from, count)) }
        return lines
    }
}
