/// Access by code point: what `s[2]`, `s[1:3]` and loops over a string need.
extension Text {
    /// The code points.
    var scalars: String.UnicodeScalarView { string.unicodeScalars }

    /// The byte offset of the code point with this index; the end if there are fewer.
    func offset(ofCodePoint index: Int) -> Int {
        if isASCII { return min(index, count) }
        var offset = 0
        var left = index
        while offset < count {
            if left == 0 { return offset }
            offset += Text.width(start[offset])
            left -= 1
        }
        return count
    }

    /// How many bytes the code point takes that begins with `lead`.
    @inline(__always)
    static func width(_ lead: UInt8) -> Int {
        lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }

    /// The bytes from one offset to another as a text of their own.
    func slice(_ from: Int, _ to: Int) -> Text {
        if from == 0, to == count { return self }
        return Text.make(UnsafeBufferPointer(rebasing: bytes[from..<to]), isASCII: isASCII ? true : nil)
    }

    /// The code point with this index as a text; nil if there are not so many. Negative indexes count from the end.
    func character(_ index: Int) -> Text? {
        let length = self.length
        let index = index < 0 ? index + length : index
        guard index >= 0, index < length else { return nil }
        let from = offset(ofCodePoint: index)
        return slice(from, isASCII ? from + 1 : from + Text.width(start[from]))
    }

    /// The texts of the single code points, in order.
    var characters: [Text] {
        var characters: [Text] = []
        characters.reserveCapacity(count)
        var offset = 0
        while offset < count {
            let next = offset + Text.width(start[offset])
            characters.append(slice(offset, min(next, count)))
            offset = next
        }
        return characters
    }

    /// The byte offset at which `needle` first occurs at or after `from`; nil if it does not.
    func find(_ needle: Text, from: Int = 0) -> Int? {
        if needle.count == 0 { return from <= count ? from : nil }
        guard count - from >= needle.count else { return nil }
        let first = needle.start[0]
        var offset = from
        while offset <= count - needle.count {
            if start[offset] == first, Text.same(start + offset, needle.start, needle.count) { return offset }
            offset += 1
        }
        return nil
    }
}
