/// Fits a text to a pattern of literals and variables, as a regular expression would: strings and numbers take the most
/// they can, paths the least, and the whole text must be used up.
///
/// Going back is bounded: for each variable the ends that are known to fail are remembered as one interval, since
/// whether the rest fits from a place on does not depend on how the place was reached.
struct PatternMatcher {
    enum Fit { case none, whole, withSlash }

    private let edge: RouteTable.PatternEdge
    private let table: RouteTable
    private let text: Text
    private let end: Int
    private let captures: UnsafeMutableBufferPointer<CaptureRange>
    private let memory: UnsafeMutableBufferPointer<Memory>
    private var endsWithSlash = false

    /// What is remembered of a variable while going back and forth.
    struct Memory {
        /// Ends from which the rest does not fit: from `low` up to and with `high`.
        var low = Int.max
        var high = Int.min
        /// The last run of characters that was measured.
        var run = CharacterRun()
    }

    static func match(
        _ edge: RouteTable.PatternEdge, _ table: RouteTable, _ text: Text, from start: Int, to end: Int,
        _ captures: UnsafeMutableBufferPointer<CaptureRange>, at firstCapture: Int
    ) -> Fit {
        if edge.pieceCount == 1, !edge.hasFinalSlash {
            let piece = table.pieces[Int(edge.firstPiece)]
            guard fitsWhole(piece, table, text, start, end) else { return .none }
            captures[firstCapture] = CaptureRange(
                start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
            return .whole
        }
        return withUnsafeTemporaryAllocation(of: Memory.self, capacity: Int(edge.pieceCount)) { memory in
            memory.initialize(repeating: Memory())
            var matcher = PatternMatcher(
                edge: edge, table: table, text: text, end: end, captures: captures, memory: memory)
            guard matcher.fits(0, from: start, capture: firstCapture) else { return .none }
            return matcher.endsWithSlash ? .withSlash : .whole
        }
    }

    private init(
        edge: RouteTable.PatternEdge, table: RouteTable, text: Text, end: Int,
        captures: UnsafeMutableBufferPointer<CaptureRange>, memory: UnsafeMutableBufferPointer<Memory>
    ) {
        self.edge = edge
        self.table = table
        self.text = text
        self.end = end
        self.captures = captures
        self.memory = memory
    }

    /// Whether one variable can be all of `start..<end`.
    private static func fitsWhole(_ piece: PatternPiece, _ table: RouteTable, _ text: Text, _ start: Int, _ end: Int)
        -> Bool
    {
        if piece.kind == .any {
            return table.choices[Int(piece.a)].contains { text.has($0, at: start) && start + $0.count == end }
        }
        var run = CharacterRun()
        guard let ends = VariableEnds(piece, text, start: start, end: end, run: &run), ends.contains(end) else {
            return false
        }
        return piece.kind != .own || table.ownConverters[Int(piece.a)].accepts(text.substring(start, end))
    }

    private mutating func fits(_ number: Int, from start: Int, capture: Int) -> Bool {
        guard number < Int(edge.pieceCount) else { return isEnd(start) }
        let piece = table.pieces[Int(edge.firstPiece) + number]
        switch piece.kind {
        case .literal:
            let length = Int(piece.b)
            return end - start >= length && table.matches(piece.a, text.base + start, length)
                && fits(number + 1, from: start + length, capture: capture)
        case .any:
            return table.choices[Int(piece.a)].contains { choice in
                start + choice.count <= end && text.has(choice, at: start)
                    && restFits(number, from: start, to: start + choice.count, capture: capture)
            }
        default:
            return fitsVariable(piece, number, from: start, capture: capture)
        }
    }

    private mutating func fitsVariable(_ piece: PatternPiece, _ number: Int, from start: Int, capture: Int) -> Bool {
        guard let ends = VariableEnds(piece, text, start: start, end: end, run: &memory[number].run) else {
            return false
        }
        if number + 1 == Int(edge.pieceCount), !edge.hasFinalSlash {
            return ends.contains(end) && accepts(piece, start, end)
                && restFits(number, from: start, to: end, capture: capture)
        }
        var place = ends.ascends ? ends.low : ends.high
        while ends.contains(place) {
            let known = memory[number]
            if known.low <= place, place <= known.high {
                place = ends.ascends ? known.high + 1 : known.low - 1
                continue
            }
            if text.isBoundary(place, end), accepts(piece, start, place),
                restFits(number, from: start, to: place, capture: capture)
            {
                return true
            }
            if piece.kind != .own { remember(place, number) }
            place += ends.ascends ? 1 : -1
        }
        return false
    }

    private func accepts(_ piece: PatternPiece, _ start: Int, _ end: Int) -> Bool {
        piece.kind != .own || table.ownConverters[Int(piece.a)].accepts(text.substring(start, end))
    }

    private mutating func restFits(_ number: Int, from start: Int, to place: Int, capture: Int) -> Bool {
        guard fits(number + 1, from: place, capture: capture + 1) else { return false }
        captures[capture] = CaptureRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: place))
        return true
    }

    private func remember(_ place: Int, _ number: Int) {
        if place == memory[number].low - 1 {
            memory[number].low = place
        } else if place == memory[number].high + 1 {
            memory[number].high = place
        } else {
            (memory[number].low, memory[number].high) = (place, place)
        }
    }

    private mutating func isEnd(_ place: Int) -> Bool {
        guard edge.hasFinalSlash else { return place == end }
        guard text.base[place - 1] != UInt8(ascii: "/") else { return false }
        endsWithSlash = place + 1 == end && text.base[place] == UInt8(ascii: "/")
        return place == end || endsWithSlash
    }
}
