/// The values of a match in the order of the view's arguments. They are kept as plain numbers, texts as places in the
/// path, so that a match allocates nothing for up to four of them; a text is made when the view takes it.
package struct Captures: Sendable {
    /// A value: a number's bits, or where its text stands, or which of the other values it is.
    struct Raw: Sendable {
        enum Kind: UInt8, Sendable { case text, uuid, int, float, other }

        var kind: Kind
        var bits: UInt64

        init(_ kind: Kind, _ bits: UInt64) {
            self.kind = kind
            self.bits = bits
        }

        init(_ kind: Kind, start: Int32, end: Int32) {
            self.init(kind, UInt64(UInt32(bitPattern: start)) << 32 | UInt64(UInt32(bitPattern: end)))
        }

        var range: Range<Int> { Int(bits >> 32)..<Int(bits & 0xFFFF_FFFF) }
    }

    private static let inlineCount = 4

    /// What few routes have.
    private struct More: Sendable {
        /// The values from the fifth on.
        var rest: [Raw] = []
        /// Values that stand in no path: defaults, and what own converters make.
        var others: [PathValue] = []
    }

    private var first = InlineArray<4, Raw>(repeating: Raw(.other, 0))
    private var more: More?
    /// What texts are places in.
    var source = ""
    private var taken = 0
    package private(set) var count = 0

    /// No values yet.
    package init() {}

    mutating func append(_ raw: Raw) {
        if count < Captures.inlineCount { first[count] = raw } else { withMore { $0.rest.append(raw) } }
        count += 1
    }

    private mutating func withMore(_ change: (inout More) -> Void) {
        var changed = more.take() ?? More()
        change(&changed)
        more = changed
    }

    mutating func append(_ value: PathValue) {
        append(keep(value))
    }

    /// Puts a fixed value in the place of a captured one.
    mutating func replace(_ index: Int, by value: PathValue) {
        let raw = keep(value)
        if index < Captures.inlineCount {
            first[index] = raw
        } else {
            withMore { $0.rest[index - Captures.inlineCount] = raw }
        }
    }

    private mutating func keep(_ value: PathValue) -> Raw {
        let place = more?.others.count ?? 0
        withMore { $0.others.append(value) }
        return Raw(.other, UInt64(place))
    }

    /// The values but those at `indices`, for a view that does not take them.
    package func without(_ indices: Set<Int>) -> Captures {
        var left = Captures()
        left.source = source
        if let others = more?.others { left.more = More(others: others) }
        for index in 0..<count where !indices.contains(index) { left.append(raw(index)) }
        return left
    }

    private func raw(_ index: Int) -> Raw {
        index < Captures.inlineCount ? first[index] : more!.rest[index - Captures.inlineCount]
    }

    package subscript(index: Int) -> PathValue {
        precondition(index >= 0 && index < count)
        let raw = raw(index)
        switch raw.kind {
        case .int: return .int(Int(bitPattern: UInt(raw.bits)))
        case .float: return .float(Double(bitPattern: raw.bits))
        case .other: return more!.others[Int(raw.bits)]
        case .text: return .string(text(raw.range))
        case .uuid:
            var text = text(raw.range)
            return text.withUTF8 { UUIDText.value($0) }.map { .uuid(high: $0.high, low: $0.low) } ?? .null
        }
    }

    private func text(_ range: Range<Int>) -> String {
        var source = source
        return source.withUTF8 { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
    }

    /// All values, in order.
    package var values: [PathValue] { (0..<count).map { self[$0] } }

    /// The next value, as the view takes it; throws if its type refuses it (the answer is 404).
    package mutating func next<Value: PathConvertible>(_ type: Value.Type) throws(RefusedPathValue) -> Value {
        guard taken < count else { throw RefusedPathValue() }
        defer { taken += 1 }
        guard let value = Value(pathValue: self[taken]) else { throw RefusedPathValue() }
        return value
    }
}

/// A value that a view's type does not take: nothing is found at this URL.
package struct RefusedPathValue: Error {}
