/// Bytes on their way out, in memory that is used again and again.
package final class OutputBuffer {
    // The attribute does not reach other modules: they go through `start` and `count`.
    @exclusivity(unchecked) private var memory: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var used = 0
    @exclusivity(unchecked) private var capacity: Int

    package init(capacity: Int) {
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    deinit { memory.deallocate() }

    package var start: UnsafeMutablePointer<UInt8> { memory }

    package var count: Int { used }

    /// Empties it; memory beyond this much is given back.
    package func clear(keeping most: Int) {
        used = 0
        guard capacity > most else { return }
        memory.deallocate()
        capacity = most
        memory = .allocate(capacity: most)
    }

    /// Takes away what was appended behind this count.
    package func truncate(to count: Int) { used = count }

    package func append(_ bytes: UnsafePointer<UInt8>, count added: Int) {
        reserve(added)
        (memory + used).update(from: bytes, count: added)
        used &+= added
    }

    package func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { append(base, count: $0.count) } }
    }

    package func append(literal text: StaticString) { append(text.utf8Start, count: text.utf8CodeUnitCount) }

    package func append(_ text: String) {
        let isContiguous: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            if let base = bytes.baseAddress { append(base, count: bytes.count) }
        }
        if isContiguous == nil { append(Array(text.utf8)) }
    }

    package func append(_ byte: UInt8) {
        reserve(1)
        memory[used] = byte
        used &+= 1
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
            memory[used &+ i] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
            rest /= 10
        }
        used &+= length
    }

    package func append(hexadecimal number: Int) {
        reserve(16)
        var shift = number == 0 ? 0 : (63 - number.leadingZeroBitCount) / 4 * 4
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> shift & 15)
            memory[used] = digit < 10 ? 48 + digit : 87 + digit
            used += 1
            shift -= 4
        }
    }

    private func reserve(_ added: Int) {
        if used &+ added > capacity { grow(added) }
    }

    private func grow(_ added: Int) {
        let grown = max(capacity * 2, used + added)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
        fresh.update(from: memory, count: used)
        memory.deallocate()
        memory = fresh
        capacity = grown
    }
}
