/// Finding and replacing parts of a string: Python's `find`, `count`, `replace`, `partition`.
extension Text {
    /// The byte offset at which `needle` last occurs and ends at or before `end`; nil if it does not.
    func findLast(_ needle: Text, before end: Int? = nil) -> Int? {
        var offset = (end ?? count) - needle.count
        while offset >= 0 {
            if Text.same(start + offset, needle.start, needle.count) { return offset }
            offset -= 1
        }
        return nil
    }

    /// How often `needle` occurs, one after the other; the empty one stands between all characters.
    func occurrences(of needle: Text) -> Int {
        if needle.isEmpty { return length + 1 }
        var found = 0
        var offset = 0
        while let next = find(needle, from: offset) {
            found += 1
            offset = next + needle.count
        }
        return found
    }

    /// Python: `str.replace`: the first `limit` occurrences, all of them if it is negative.
    func replacing(_ old: Text, with new: Text, limit: Int = -1) -> Text {
        if limit == 0 || count < old.count { return self }
        if old.isEmpty { return interspersed(with: new, limit: limit) }
        guard var next = find(old) else { return self }
        var output: [UInt8] = []
        output.reserveCapacity(count + max(new.count - old.count, 0) * 4)
        var offset = 0
        var left = max(limit, -1)
        while true {
            output.append(contentsOf: bytes[offset..<next])
            output.append(contentsOf: new.bytes)
            offset = next + old.count
            left -= 1
            guard left != 0, let following = find(old, from: offset) else { break }
            next = following
        }
        output.append(contentsOf: bytes[offset...])
        return Text.make(output)
    }

    /// The text with `new` before each character and at the end, so often as the limit allows.
    private func interspersed(with new: Text, limit: Int) -> Text {
        let characters = self.characters
        let times = limit < 0 ? characters.count + 1 : min(limit, characters.count + 1)
        var output: [UInt8] = []
        for (i, character) in characters.enumerated() {
            if i < times { output.append(contentsOf: new.bytes) }
            output.append(contentsOf: character.bytes)
        }
        if times > characters.count { output.append(contentsOf: new.bytes) }
        return Text.make(output)
    }

    /// Python: `str.partition` and, from the right, `rpartition`: what is before the separator, it, what is after it.
    func partitioned(by separator: Text, fromRight: Bool = false) -> [Text] {
        guard let place = fromRight ? findLast(separator) : find(separator) else {
            return fromRight ? [.empty, .empty, self] : [self, .empty, .empty]
        }
        return [slice(0, place), separator, slice(place + separator.count, count)]
    }

    /// The index, counted in characters, of the one whose first byte is at this offset.
    func index(ofOffset offset: Int) -> Int {
        isASCII ? offset : Text.codePoints(UnsafeBufferPointer(rebasing: bytes[..<offset]))
    }

    /// The first so many characters; a negative count leaves so many out at the end (Python: `text[:count]`).
    func prefix(_ count: Int) -> Text {
        slice(0, offset(ofCodePoint: count < 0 ? max(length + count, 0) : count))
    }

    /// The texts one after the other with this one between them.
    func joining(_ texts: [Text]) -> Text {
        let size = texts.reduce(0) { $0 + $1.count } + count * max(texts.count - 1, 0)
        return Text.make(count: size) { target in
            var target = target
            for (i, text) in texts.enumerated() {
                if i > 0 {
                    target.update(from: start, count: count)
                    target += count
                }
                target.update(from: text.start, count: text.count)
                target += text.count
            }
        }
    }
}
