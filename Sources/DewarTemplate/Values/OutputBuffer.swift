/// Growing bytes that a render writes into: raw memory, so that one check of the capacity is all a piece of text costs.
final class OutputBuffer {
    @exclusivity(unchecked) private(set) var start: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private(set) var count = 0
    @exclusivity(unchecked) private var capacity: Int
    /// How many bytes may be written; beyond it `overflowed` is set and nothing more is kept.
    private let limit: Int
    @exclusivity(unchecked) private(set) var overflowed = false

    init(capacity: Int = 1024, limit: Int = .max) {
        self.capacity = max(capacity, 64)
        self.limit = limit
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Makes room for `extra` more bytes; returns where to write them.
    @inline(__always)
    func reserve(_ extra: Int) -> UnsafeMutablePointer<UInt8> {
        if count + extra > capacity { grow(extra) }
        return start + count
    }

    /// Counts bytes that were written into the reserved room.
    @inline(__always)
    func advance(_ written: Int) { count += written }

    @inline(never)
    private func grow(_ extra: Int) {
        if count + extra > limit {
            // The renderer looks at `overflowed` between statements; until then the bytes go round in place.
            overflowed = true
            count = 0
            if extra <= capacity { return }
        }
        capacity = max(capacity * 2, count + extra + 64)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
    }

    @inline(__always)
    func append(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let target = reserve(count)
        // A word at a time: most pieces are short, and a call of memcpy costs more than they do.
        if count <= 32 {
            var i = 0
            while i + 8 <= count {
                UnsafeMutableRawPointer(target + i).storeBytes(
                    of: UnsafeRawPointer(bytes + i).loadUnaligned(as: UInt64.self), as: UInt64.self)
                i += 8
            }
            while i < count {
                target[i] = bytes[i]
                i += 1
            }
        } else {
            target.update(from: bytes, count: count)
        }
        advance(count)
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let start = bytes.baseAddress { append(start, bytes.count) }
    }

    @inline(__always)
    func append(_ text: Text) { append(text.start, text.count) }

    func append(_ string: StaticString) { append(string.utf8Start, string.utf8CodeUnitCount) }

    @_disfavoredOverload
    func append(_ string: String) {
        var string = string
        string.withUTF8 { append($0) }
    }

    @inline(__always)
    func append(byte: UInt8) {
        reserve(1).pointee = byte
        advance(1)
    }

    func append(scalar: Unicode.Scalar) {
        if scalar.isASCII { return append(byte: UInt8(scalar.value)) }
        for byte in Unicode.UTF8.encode(scalar)! { append(byte: byte) }
    }

    func append(repeating byte: UInt8, _ times: Int) {
        guard times > 0 else { return }
        reserve(times).update(repeating: byte, count: times)
        advance(times)
    }

    /// What was written from `offset` on, as a text; it is taken out of the buffer.
    func take(from offset: Int) -> Text {
        let offset = min(offset, count)
        let text = Text.make(UnsafeBufferPointer(start: start + offset, count: count - offset))
        count = offset
        return text
    }

    /// Forgets what was written from `offset` on.
    func truncate(to offset: Int) { count = min(count, offset) }

    var string: String { String(decoding: bytes, as: UTF8.self) }
    var array: [UInt8] { Array(bytes) }
}
