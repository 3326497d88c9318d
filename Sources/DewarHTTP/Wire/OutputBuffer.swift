/// Bytes on their way out, in memory that is used again and again.
package final class OutputBuffer {
    @exclusivity(unchecked) package private(set) var start: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) package private(set) var count = 0
    @exclusivity(unchecked) private var capacity: Int

    package init(capacity: Int) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    /// Empties it; memory beyond this much is given back.
    package func clear(keeping most: Int) {
        count = 0
        guard capacity > most else { return }
        start.deallocate()
        capacity = most
        start = .allocate(capacity: most)
    }

    /// Takes away what was appended behind this count.
    package func truncate(to count: Int) { self.count = count }

    package func append(_ bytes: UnsafePointer<UInt8>, count added: Int) {
        reserve(added)
        (start + count).update(from: bytes, count: added)
        count &+= added
    }

    package func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { append(base, count: $0.count) } }
    }

    package func append(_ text: StaticString) { append(text.utf8Start, count: text.utf8CodeUnitCount) }

    package func append(_ text: String) {
        var text = text
        text.withUTF8 { if let base = $0.baseAddress { append(base, count: $0.count) } }
    }

    package func append(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        count &+= 1
    }

    /// A number that is not negative.
    package func append(decimal number: Int) {
        if number < 10 { return append(UInt8(truncatingIfNeeded: 48 &+ number)) }
        reserve(20)
        var length = 0
        var rest = number
        while rest > 0 {
            length &+= 1
            rest /= 10
        }
        rest = number
        for i in stride(from: length &- 1, through: 0, by: -1) {
            start[count &+ i] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
            rest /= 10
        }
        count &+= length
    }

    package func append(hexadecimal number: Int) {
        reserve(16)
        var shift = number == 0 ? 0 : (63 - number.leadingZeroBitCount) / 4 * 4
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> shift & 15)
            start[count] = digit < 10 ? 48 + digit : 87 + digit
            count += 1
            shift -= 4
        }
    }

    private func reserve(_ added: Int) {
        if count &+ added > capacity { grow(added) }
    }

    private func grow(_ added: Int) {
        let grown = max(capacity * 2, count + added)
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
        memory.update(from: start, count: count)
        start.deallocate()
        start = memory
        capacity = grown
    }
}
