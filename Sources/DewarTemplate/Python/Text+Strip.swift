/// What is at the ends of a string: Python's `strip`, `removeprefix`, `startswith` and their kin.
extension Text {
    enum End { case both, left, right }

    /// Python: `str.strip`, `lstrip`, `rstrip`: without white space, or without the given characters, at the ends.
    func stripped(_ end: End = .both, of characters: Text? = nil) -> Text {
        guard let characters else { return stripped(end) { $0.isPythonSpace } }
        let set = Set(characters.scalars)
        return stripped(end) { set.contains($0) }
    }

    func stripped(_ end: End = .both, where isStripped: (Unicode.Scalar) -> Bool) -> Text {
        var (from, to) = (0, count)
        if end != .right {
            while from < to {
                let scalar = scalar(at: from)
                guard isStripped(scalar) else { break }
                from += UTF8.width(scalar)
            }
        }
        if end != .left {
            while to > from {
                let before = startOfCharacter(before: to)
                guard isStripped(scalar(at: before)) else { break }
                to = before
            }
        }
        return slice(from, to)
    }

    /// The code point whose first byte is at this offset.
    @inline(__always)
    func scalar(at offset: Int) -> Unicode.Scalar {
        let lead = start[offset]
        if lead < 0x80 { return Unicode.Scalar(lead) }
        let width = min(Text.width(lead), count - offset)
        var value = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for i in 1..<max(width, 1) { value = value << 6 | UInt32(start[offset + i] & 0x3F) }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// The offset of the first byte of the code point that ends at `offset`.
    @inline(__always)
    func startOfCharacter(before offset: Int) -> Int {
        var offset = offset - 1
        while offset > 0, start[offset] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }

    func hasPrefix(_ prefix: Text) -> Bool {
        prefix.count <= count && Text.same(start, prefix.start, prefix.count)
    }

    func hasSuffix(_ suffix: Text) -> Bool {
        suffix.count <= count && Text.same(start + (count - suffix.count), suffix.start, suffix.count)
    }

    func removingPrefix(_ prefix: Text) -> Text { hasPrefix(prefix) ? slice(prefix.count, count) : self }

    func removingSuffix(_ suffix: Text) -> Text { hasSuffix(suffix) ? slice(0, count - suffix.count) : self }
}
