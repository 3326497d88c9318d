/// The parts of a content that a request asks for: `bytes=0-4, -5` (RFC 9110 §14.2).
public struct ByteRanges: Sendable, Hashable {
    /// One part, the last byte included.
    public enum Part: Sendable, Hashable {
        /// From a byte on, to another one or to the end.
        case from(Int, through: Int?)
        /// The last so many bytes.
        case last(Int)

        /// The bytes of a content of this length; nil where it has none of them.
        func resolved(length: Int) -> Range<Int>? {
            switch self {
            case .from(let first, let through):
                first < length ? first..<min((through ?? length - 1), length - 1) + 1 : nil
            case .last(let count):
                count > 0 && length > 0 ? max(0, length - count)..<length : nil
            }
        }
    }

    /// The parts asked for, in their order.
    public let parts: [Part]

    /// More parts than this are not worth their multipart answer; such a request gets the whole content.
    private static let maximumParts = 16

    /// Reads a `Range` field; nil where it is malformed or not in bytes, and so to be ignored.
    package init?(parsing field: String) {
        let (unit, ranges) = field.cut(at: "=")
        guard let ranges, unit.trimmingWhitespace().lowercased() == "bytes" else { return nil }
        let items = ranges.pieces(between: ",").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
        let parts = items.compactMap(ByteRanges.part)
        guard !parts.isEmpty, parts.count == items.count else { return nil }
        self.parts = parts
    }

    private static func part(_ item: String) -> Part? {
        let ends = item.pieces(between: "-").map { $0.trimmingWhitespace() }
        guard ends.count == 2 else { return nil }
        if ends[0].isEmpty { return number(ends[1]).map(Part.last) }
        guard let first = number(ends[0]) else { return nil }
        if ends[1].isEmpty { return .from(first, through: nil) }
        guard let through = number(ends[1]), first <= through else { return nil }
        return .from(first, through: through)
    }

    /// Digits as a number; one that is too large counts as very large.
    private static func number(_ digits: String) -> Int? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits) ?? Int.max - 1
    }

    /// What to send of a content.
    package enum Selection: Sendable, Hashable {
        case whole
        case one(Range<Int>)
        case several([Range<Int>])
        case unsatisfiable
    }

    /// What to send of a content of this length. Parts that overlap or are more than a few are a waste or an attack, and
    /// get the whole content (RFC 9110 §14.2).
    package func selection(length: Int) -> Selection {
        guard length > 0 else { return .whole }
        let ranges = parts.compactMap { $0.resolved(length: length) }
        guard let first = ranges.first else { return .unsatisfiable }
        if ranges.count == 1 { return .one(first) }
        let ascending = ranges.sorted { $0.lowerBound < $1.lowerBound }
        let overlap = zip(ascending, ascending.dropFirst()).contains { $0.upperBound > $1.lowerBound }
        return overlap || ranges.count > ByteRanges.maximumParts ? .whole : .several(ranges)
    }
}
