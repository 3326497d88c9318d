/// Bytes that wait for one connection. It owns no memory while it is empty.
struct ByteQueue: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    private var from = 0
    private(set) var count = 0

    init() {}

    deinit { memory?.deallocate() }

    var isEmpty: Bool { count == 0 }

    /// The first byte; valid until the queue is changed.
    var start: UnsafeMutablePointer<UInt8>? { memory.map { $0 + from } }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    mutating func append(_ bytes: UnsafePointer<UInt8>, count added: Int) {
        guard added > 0 else { return }
        if from + count + added > capacity { makeRoom(added) }
        (memory! + from + count).update(from: bytes, count: added)
        count += added
    }

    mutating func removeFirst(_ removed: Int) {
        count -= removed
        from += removed
        if count == 0 { clear() }
    }

    mutating func clear() {
        memory?.deallocate()
        memory = nil
        capacity = 0
        from = 0
        count = 0
    }

    private mutating func makeRoom(_ added: Int) {
        let needed = count + added
        if needed <= capacity, from >= capacity / 2, let memory {
            memory.update(from: memory + from, count: count)
        } else {
            let grown = max(needed, min(capacity * 2, needed * 2), 512)
            let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: grown)
            if let memory {
                fresh.update(from: memory + from, count: count)
                memory.deallocate()
            }
            memory = fresh
            capacity = grown
        }
        from = 0
    }
}
