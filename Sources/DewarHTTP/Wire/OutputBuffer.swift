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

    /// A pen for at most so many bytes. What it has written counts once it is given to `finish`; until then nothing else may
    /// be written.
    package func pen(atMost count: Int) -> Pen {
        reserve(count)
        return Pen(at: state.pointee.memory + state.pointee.used)
    }

    package func finish(_ pen: Pen) { state.pointee.used = pen.at - state.pointee.memory }

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
        var pen = pen(atMost: 20)
        pen.put(decimal: number)
        finish(pen)
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
}
