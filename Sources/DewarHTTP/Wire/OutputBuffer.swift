/// Bytes on their way out, in memory that is used again and again. A handle without a count of its owners, since answers
/// are written through it all the time: whoever makes one gives its memory back with `deallocate`.
package struct OutputBuffer {
    private struct State {
        var memory: UnsafeMutablePointer<UInt8>
        var used = 0
        var capacity: Int
    }

    private let state: UnsafeMutablePointer<State>

    package init(capacity: Int) {
        state = .allocate(capacity: 1)
        state.initialize(to: State(memory: .allocate(capacity: capacity), capacity: capacity))
    }

    package func deallocate() {
        state.pointee.memory.deallocate()
        state.deallocate()
    }

    package var start: UnsafeMutablePointer<UInt8> { state.pointee.memory }

    package var count: Int { state.pointee.used }

    /// Empties it; memory beyond this much is given back.
    package func clear(keeping most: Int) {
        state.pointee.used = 0
        guard state.pointee.capacity > most else { return }
        state.pointee.memory.deallocate()
        state.pointee.capacity = most
        state.pointee.memory = .allocate(capacity: most)
    }

    /// Takes away what was appended behind this count.
    package func truncate(to count: Int) { state.pointee.used = count }

    /// Writes at most so many bytes: the body gets the place of the first one and returns the place behind the last.
    @inline(__always)
    func write(atMost count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>) {
        reserve(count)
        state.pointee.used = body(state.pointee.memory + state.pointee.used) - state.pointee.memory
    }

    package func append(_ bytes: UnsafePointer<UInt8>, count added: Int) {
        reserve(added)
        (state.pointee.memory + state.pointee.used).update(from: bytes, count: added)
        state.pointee.used &+= added
    }

    package func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { append(base, count: $0.count) } }
    }

    package func append(literal text: StaticString) { append(text.utf8Start, count: text.utf8CodeUnitCount) }

    package func append(_ text: String) {
        let bytes = text.utf8.span
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { append(base, count: $0.count) } }
    }

    package func append(_ byte: UInt8) {
        reserve(1)
        state.pointee.memory[state.pointee.used] = byte
        state.pointee.used &+= 1
    }

    /// A number that is not negative.
    package func append(decimal number: Int) {
        write(atMost: 20) { OutputBuffer.write(decimal: number, at: $0) }
    }

    package func append(hexadecimal number: Int) {
        write(atMost: 16) { start in
            var at = start
            var shift = number == 0 ? 0 : (63 - number.leadingZeroBitCount) / 4 * 4
            while shift >= 0 {
                let digit = UInt8(truncatingIfNeeded: number >> shift & 15)
                at.pointee = digit < 10 ? 48 + digit : 87 + digit
                at += 1
                shift -= 4
            }
            return at
        }
    }

    @inline(__always)
    private func reserve(_ added: Int) {
        if state.pointee.used &+ added > state.pointee.capacity { grow(added) }
    }

    private func grow(_ added: Int) {
        let used = state.pointee.used
        let grown = max(state.pointee.capacity * 2, used + added)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
        fresh.update(from: state.pointee.memory, count: used)
        state.pointee.memory.deallocate()
        state.pointee.memory = fresh
        state.pointee.capacity = grown
    }

    /// Writes the digits of a number that is not negative, at most 20; returns the place behind them.
    @inline(__always)
    static func write(
        decimal number: Int, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var length = 1
        var rest = UInt(bitPattern: number)
        while rest >= 10 {
            length &+= 1
            rest /= 10
        }
        rest = UInt(bitPattern: number)
        for i in stride(from: length &- 1, through: 0, by: -1) {
            start[i] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
            rest /= 10
        }
        return start + length
    }
}
