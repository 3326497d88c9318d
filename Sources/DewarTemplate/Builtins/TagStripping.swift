/// Text without its tags (MarkupSafe: `Markup.striptags`).
enum TagStripping {
    /// Removes comments, then tags, makes one space of each white space, and decodes character references.
    static func strip(_ text: Text) -> Text {
        let plain = removing(removing(Array(text.bytes), "<!--", "-->"), "<", ">")
        return HTMLEntities.unescape(Text.space.joining(Text.make(plain).words()))
    }

    /// Removes all from each opening mark to the closing one after it; what is never closed stays. A mark also counts
    /// where it comes about by what was removed from its middle.
    private static func removing(_ bytes: [UInt8], _ open: StaticString, _ close: StaticString) -> [UInt8] {
        let open = Array(open.description.utf8)
        let close = Array(close.description.utf8)
        guard bytes.contains(open[0]) else { return bytes }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            kept.append(bytes[place])
            place += 1
            guard bytes[place - 1] == open[open.count - 1], kept.suffix(open.count).elementsEqual(open) else {
                continue
            }
            guard let end = end(of: close, after: open, in: bytes, place) else { return kept + bytes[place...] }
            kept.removeLast(open.count)
            place = end
        }
        return kept
    }

    /// Where the next closing mark ends. It may begin within the opening one, as in `<!-->`.
    private static func end(of close: [UInt8], after open: [UInt8], in bytes: [UInt8], _ place: Int) -> Int? {
        for shared in stride(from: min(close.count, open.count) - 1, to: 0, by: -1)
        where open.suffix(shared).elementsEqual(close.prefix(shared)) {
            if bytes[place...].starts(with: close.dropFirst(shared)) { return place + close.count - shared }
        }
        var start = place
        while let next = bytes[start...].firstIndex(of: close[0]) {
            if bytes[next...].starts(with: close) { return next + close.count }
            start = next + 1
        }
        return nil
    }
}
