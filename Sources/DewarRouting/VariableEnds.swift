/// Where a variable that starts at some place may end: every place from `low` to `high`, tried in this direction.
struct VariableEnds {
    var low: Int
    var high: Int
    /// Paths take the least, everything else the most.
    var ascends = false

    func contains(_ place: Int) -> Bool { low <= place && place <= high }

    /// Nil where it cannot even begin. Ends within a character are left to the caller to skip.
    init?(_ piece: PatternPiece, _ text: Text, start: Int, end: Int, run: inout CharacterRun) {
        guard start < end else { return nil }
        switch piece.kind {
        case .string:
            let limit = run.end(in: text, from: start, to: end) { $0 != UInt8(ascii: "/") }
            low = text.after(Int(piece.a), from: start, to: limit) ?? .max
            high = piece.b < 0 ? limit : text.after(Int(piece.b), from: start, to: limit) ?? limit
        case .path:
            guard text.base[start] != UInt8(ascii: "/") else { return nil }
            (low, high, ascends) = (start + 1, end, true)
        case .own where piece.b == 1:
            (low, high, ascends) = (start + 1, end, true)
        case .own:
            (low, high) = (start + 1, run.end(in: text, from: start, to: end) { $0 != UInt8(ascii: "/") })
        case .uuid:
            (low, high) = (start + UUIDText.length, start + UUIDText.length)
            guard high <= end,
                UUIDText.value(UnsafeBufferPointer(start: text.base + start, count: UUIDText.length)) != nil
            else { return nil }
        case .int, .signedInt:
            let first = piece.kind == .signedInt && text.base[start] == UInt8(ascii: "-") ? start + 1 : start
            (low, high) = (first + 1, run.end(in: text, from: first, to: end, while: CharacterRun.isDigit))
        case .float, .signedFloat:
            let first = piece.kind == .signedFloat && text.base[start] == UInt8(ascii: "-") ? start + 1 : start
            let point = run.end(in: text, from: first, to: end, while: CharacterRun.isDigit)
            guard point > first, point < end, text.base[point] == UInt8(ascii: ".") else { return nil }
            (low, high) = (point + 2, run.fractionEnd(in: text, from: point + 1, to: end))
        case .literal, .any: return nil
        }
        guard low <= high else { return nil }
    }
}

/// A run of like characters, measured once: places inside it need not measure it again.
struct CharacterRun {
    private var start = Int.max
    private var end = Int.min
    private var fractionStart = Int.max
    private var fractionEnd = Int.min

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    @inline(__always)
    mutating func end(in text: Text, from place: Int, to limit: Int, while isInside: (UInt8) -> Bool) -> Int {
        if start <= place, place <= end { return end }
        start = place
        end = place
        while end < limit, isInside(text.base[end]) { end += 1 }
        return end
    }

    mutating func fractionEnd(in text: Text, from place: Int, to limit: Int) -> Int {
        if fractionStart == place { return fractionEnd }
        fractionStart = place
        fractionEnd = place
        while fractionEnd < limit, CharacterRun.isDigit(text.base[fractionEnd]) { fractionEnd += 1 }
        return fractionEnd
    }
}
