/// `value[start:stop:step]` on strings, lists, tuples and ranges.
enum Slicing {
    static func slice(_ value: Value, _ start: Value, _ stop: Value, _ step: Value, _ renderer: Renderer) throws
        -> Value
    {
        if case .undefined(let undefined) = value {
            if undefined.behavior == .chainable { return value }
            throw undefined.failure
        }
        let bounds = try [start, stop, step].map(bound)
        switch value {
        case .list(let list): return .list(indexes(list.count, bounds, try stepOf(bounds)).map { list.items[$0] })
        case .tuple(let list): return .tuple(indexes(list.count, bounds, try stepOf(bounds)).map { list.items[$0] })
        case .text(let text), .markup(let text):
            let result = slice(text, bounds, try stepOf(bounds))
            return value.isMarkup ? .markup(result) : .text(result)
        case .object(let object as RangeObject):
            let step = try stepOf(bounds)
            let (first, end) = limits(object.count, bounds, step)
            return .object(
                RangeObject(object.value(at: first), object.value(at: end), object.step * step))
        default: throw Failure.type("'\(value.typeName)' object is not subscriptable")
        }
    }

    private static func slice(_ text: Text, _ bounds: [Int?], _ step: Int) -> Text {
        let length = text.length
        let (first, end) = limits(length, bounds, step)
        if step == 1 {
            guard first < end else { return text.slice(0, 0) }
            return text.slice(text.offset(ofCodePoint: first), text.offset(ofCodePoint: end))
        }
        let characters = text.characters
        let buffer = OutputBuffer()
        for index in indexes(length, bounds, step) { buffer.append(characters[index]) }
        return buffer.take(from: 0)
    }

    /// A bound as an integer; nil for none. Big integers are as good as the largest.
    private static func bound(_ value: Value) throws -> Int? {
        switch value {
        case .none: return nil
        case .bigInt(let big): return big.isNegative ? Int.min / 4 : Int.max / 4
        case .undefined(let undefined): throw undefined.failure
        default:
            guard let int = value.asInt else {
                throw Failure.type("slice indices must be integers or None or have an __index__ method")
            }
            return min(max(int, Int.min / 4), Int.max / 4)
        }
    }

    private static func stepOf(_ bounds: [Int?]) throws -> Int {
        let step = bounds[2] ?? 1
        if step == 0 { throw Failure.value("slice step cannot be zero") }
        return step
    }

    /// The first index and the one before which, or after which, it ends (Python: `slice.indices`).
    private static func limits(_ length: Int, _ bounds: [Int?], _ step: Int) -> (first: Int, end: Int) {
        let lowest = step < 0 ? -1 : 0
        let highest = step < 0 ? length - 1 : length
        func clamp(_ bound: Int?, _ fallback: Int) -> Int {
            guard let bound else { return fallback }
            return min(max(bound < 0 ? bound + length : bound, lowest), highest)
        }
        return (clamp(bounds[0], step < 0 ? highest : lowest), clamp(bounds[1], step < 0 ? lowest : highest))
    }

    private static func indexes(_ length: Int, _ bounds: [Int?], _ step: Int) -> [Int] {
        let (first, end) = limits(length, bounds, step)
        return Array(stride(from: first, to: end, by: step))
    }
}
