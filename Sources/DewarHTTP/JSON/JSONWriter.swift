/// Writes an Encodable as JSON, as Flask does: keys sorted by code point at every level, no spaces, ASCII only.
///
/// It is itself the `Encoder` that it hands to values. What is under way stands in raw memory behind one pointer: the
/// bytes written, the objects and arrays still open (`frames`), and where the members of open objects begin
/// (`members`), so that an object whose keys came in another order is put in order when it closes.
///
/// Values are written strictly nested, each by a call of `encode(to:)` that has returned before the next begins.
/// Containers that may be open side by side (`nestedContainer`, `superEncoder`) are written by writers of their own,
/// and put in at their place when the object or array around them closes.
// Sendable: one thread has a writer at a time; between two uses it lies in `JSON.spare`, behind a lock.
final class JSONWriter: Encoder, @unchecked Sendable {
    /// An object or array that is still open.
    struct Frame {
        var isObject: Bool
        /// Where its opening bracket stands.
        var start: Int
        /// The first of its members; for an array the number of elements so far is counted instead.
        var firstMember: Int
        var elements = 0
    }

    /// A member of an open object.
    struct Member {
        /// Where its key's opening quote stands.
        var start: Int
        /// One past the key's closing quote.
        var keyEnd: Int
    }

    /// A value that another writer writes.
    private struct Inserted {
        var place: Int
        var writer: JSONWriter
    }

    struct State {
        var output = JSONBuffer()
        var frames: [Frame] = []
        var members: [Member] = []
        /// The number of frames below the value whose `encode(to:)` runs.
        var slot = 0
    }

    let state: UnsafeMutablePointer<State>
    @exclusivity(unchecked) private var inserted: [Inserted] = []

    init() {
        state = .allocate(capacity: 1)
        state.initialize(to: State())
        state.pointee.frames.reserveCapacity(8)
        state.pointee.members.reserveCapacity(32)
    }

    deinit {
        state.pointee.output.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Forgets what was written, for the next use.
    func reset() {
        state.pointee.output.count = 0
        state.pointee.frames.removeAll(keepingCapacity: true)
        state.pointee.members.removeAll(keepingCapacity: true)
        state.pointee.slot = 0
        if !inserted.isEmpty { inserted = [] }
    }

    // MARK: Encoder

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The keys and indexes that lead to the value being written.
    var codingPath: [any CodingKey] {
        let frames = state.pointee.frames
        return frames.indices.compactMap { level in
            guard frames[level].isObject else { return JSONKey(index: max(frames[level].elements - 1, 0)) }
            let end = level + 1 < frames.count ? nextMember(above: level) : state.pointee.members.count
            return end > frames[level].firstMember ? JSONKey(name: text(ofKey: state.pointee.members[end - 1])) : nil
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONObjectWriter<Key>(writer: self, depth: openSlot(isObject: true)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONArrayWriter(writer: self, depth: openSlot(isObject: false))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingleWriter(writer: self) }

    /// The depth of the object or array that the value of this slot is; opens it at the first call, so that a class and
    /// its superclass may each ask for it.
    private func openSlot(isObject: Bool) -> Int {
        let slot = state.pointee.slot
        if state.pointee.frames.count == slot { open(isObject: isObject) }
        precondition(
            state.pointee.frames[slot].isObject == isObject, "a value is either an object or an array, not both")
        return slot + 1
    }

    // MARK: Values

    /// Writes a value of any type. Types that need no container of their own are told by their metatype, which is
    /// far cheaper than asking for a conformance.
    func write<T: Encodable>(_ value: T) throws {
        if T.self == String.self {
            state.pointee.output.append(string: unsafeBitCast(value, to: String.self))
        } else if T.self == Int.self {
            state.pointee.output.append(integer: unsafeBitCast(value, to: Int.self))
        } else if T.self == Bool.self {
            write(unsafeBitCast(value, to: Bool.self))
        } else if T.self == Double.self {
            try write(unsafeBitCast(value, to: Double.self))
        } else if try !writeKnownType(value) {
            try writeNested(value)
        }
    }

    func write(_ value: Bool) { state.pointee.output.append(value ? "true" : "false") }

    func writeNull() { state.pointee.output.append("null") }

    /// Writes a number as Python's `repr` does, the shortest digits that read back as the same number.
    func write<Number: BinaryFloatingPoint & LosslessStringConvertible & Encodable>(_ value: Number) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: codingPath, debugDescription: "JSON has no \(value)"))
        }
        // Between 2^53 and 10^16 Swift writes an exponent, Python all digits.
        if abs(value) >= 0x1p53, abs(value) < 1e16 {
            state.pointee.output.append(integer: Int64(value))
            state.pointee.output.append(".0")
        } else {
            write(literally: value.description)
        }
    }

    /// Writes text as it is, which must be JSON.
    func write(literally json: String) {
        var json = json
        json.withUTF8 { state.pointee.output.append($0) }
    }

    private func writeNested<T: Encodable>(_ value: T) throws {
        let before = mark()
        state.pointee.slot = state.pointee.frames.count
        do {
            try value.encode(to: self)
            finishSlot(start: before.count)
            state.pointee.slot = before.slot
        } catch {
            rollBack(to: before)
            throw error
        }
    }

    /// Writes a dictionary whose values are of several types.
    func write(object: [String: any Encodable]) throws {
        let before = mark()
        open(isObject: true)
        do {
            for (name, value) in object {
                beginMember(name)
                try write(value)
            }
        } catch {
            rollBack(to: before)
            throw error
        }
        close()
    }

    // MARK: Objects and arrays

    func open(isObject: Bool) {
        state.pointee.frames.append(
            Frame(
                isObject: isObject, start: state.pointee.output.count, firstMember: state.pointee.members.count))
        state.pointee.output.append(UInt8(ascii: isObject ? "{" : "["))
    }

    /// Writes the key of the next member of the open object.
    func beginMember(_ name: String) {
        let frame = state.pointee.frames[state.pointee.frames.count - 1]
        if state.pointee.members.count > frame.firstMember { state.pointee.output.append(UInt8(ascii: ",")) }
        let start = state.pointee.output.count
        state.pointee.output.append(string: name)
        state.pointee.members.append(Member(start: start, keyEnd: state.pointee.output.count))
        state.pointee.output.append(UInt8(ascii: ":"))
    }

    /// Makes ready for the next element of the open array.
    func beginElement() {
        let top = state.pointee.frames.count - 1
        if state.pointee.frames[top].elements > 0 { state.pointee.output.append(UInt8(ascii: ",")) }
        state.pointee.frames[top].elements += 1
    }

    /// Closes the innermost object or array.
    func close() {
        let frame = state.pointee.frames[state.pointee.frames.count - 1]
        if !inserted.isEmpty { insertValues(from: frame.start) }
        if frame.isObject {
            sortMembers(of: frame)
            while state.pointee.members.count > frame.firstMember { state.pointee.members.removeLast() }
        }
        state.pointee.output.append(UInt8(ascii: frame.isObject ? "}" : "]"))
        state.pointee.frames.removeLast()
    }

    /// Closes what the value of this slot left open; a value that wrote nothing is an empty object.
    func finishSlot(start: Int) {
        while state.pointee.frames.count > state.pointee.slot { close() }
        if !inserted.isEmpty { insertValues(from: start) }
        if state.pointee.output.count == start { state.pointee.output.append("{}") }
    }

    /// Another writer for the value that comes next, put in when what is around it closes.
    func nestedWriter() -> JSONWriter {
        let writer = JSONWriter()
        inserted.append(Inserted(place: state.pointee.output.count, writer: writer))
        return writer
    }

    private func insertValues(from start: Int) {
        while let last = inserted.last, last.place >= start {
            inserted.removeLast()
            last.writer.finishSlot(start: 0)
            let output = last.writer.state.pointee.output
            state.pointee.output.insert(UnsafeBufferPointer(start: output.bytes, count: output.count), at: last.place)
            for index in state.pointee.members.indices where state.pointee.members[index].start > last.place {
                state.pointee.members[index].start += output.count
                state.pointee.members[index].keyEnd += output.count
            }
        }
    }

    // MARK: Taking back

    struct Mark {
        var count: Int
        var frames: Int
        var members: Int
        var slot: Int
    }

    func mark() -> Mark {
        Mark(
            count: state.pointee.output.count, frames: state.pointee.frames.count,
            members: state.pointee.members.count, slot: state.pointee.slot)
    }

    /// Takes back what a value wrote before it failed, as its caller may go on without it.
    func rollBack(to mark: Mark) {
        state.pointee.output.count = mark.count
        state.pointee.frames.removeLast(state.pointee.frames.count - mark.frames)
        state.pointee.members.removeLast(state.pointee.members.count - mark.members)
        state.pointee.slot = mark.slot
        inserted.removeAll { $0.place > mark.count }
    }

    private func nextMember(above level: Int) -> Int {
        let frames = state.pointee.frames
        return frames[(level + 1)...].first?.firstMember ?? state.pointee.members.count
    }
}
