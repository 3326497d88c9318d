/// Putting the members of an object in the order of their keys.
extension JSONWriter {
    /// Orders the members of the object that is about to close by the code points of their keys. Of members with equal
    /// keys the last one stays.
    func sortMembers(of frame: Frame) {
        let first = frame.firstMember
        let count = state.pointee.members.count - first
        guard count > 1, !isAscending(from: first) else { return }
        let end = state.pointee.output.count
        var order = Array(first..<first + count)
        order.sort { precedes($0, $1) || (!precedes($1, $0) && $0 < $1) }

        // The sorted members are written behind the others, then moved to their place.
        for (place, member) in order.enumerated() {
            if place + 1 < count, !precedes(member, order[place + 1]) { continue }
            let next = member + 1 < first + count ? state.pointee.members[member + 1].start - 1 : end
            let start = state.pointee.members[member].start
            if state.pointee.output.count > end { state.pointee.output.append(UInt8(ascii: ",")) }
            state.pointee.output.reserve(next - start)
            state.pointee.output.append(
                UnsafeBufferPointer(start: state.pointee.output.bytes + start, count: next - start))
        }
        let sorted = state.pointee.output.count - end
        (state.pointee.output.bytes + frame.start + 1).update(from: state.pointee.output.bytes + end, count: sorted)
        state.pointee.output.count = frame.start + 1 + sorted
    }

    private func isAscending(from first: Int) -> Bool {
        for index in (first + 1)..<state.pointee.members.count where !precedes(index - 1, index) { return false }
        return true
    }

    private func precedes(_ one: Int, _ other: Int) -> Bool {
        let a = key(of: state.pointee.members[one])
        let b = key(of: state.pointee.members[other])
        if a.contains(UInt8(ascii: "\\")) || b.contains(UInt8(ascii: "\\")) {
            let a = JSONWriter.unescaped(a).unicodeScalars
            return a.lexicographicallyPrecedes(JSONWriter.unescaped(b).unicodeScalars)
        }
        return a.lexicographicallyPrecedes(b)
    }

    /// The key as it was written, without its quotes.
    private func key(of member: Member) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: state.pointee.output.bytes + member.start + 1, count: member.keyEnd - member.start - 2)
    }

    func text(ofKey member: Member) -> String { JSONWriter.unescaped(key(of: member)) }

    /// The text of a key that this writer wrote.
    private static func unescaped(_ key: UnsafeBufferPointer<UInt8>) -> String {
        let quoted = [UInt8(ascii: "\"")] + key + [UInt8(ascii: "\"")]
        guard case .string(let text)? = try? JSONParser.parse(quoted) else {
            return String(decoding: key, as: UTF8.self)
        }
        return text
    }
}
