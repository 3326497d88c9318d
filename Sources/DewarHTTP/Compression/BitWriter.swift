/// Writes bits, the first one lowest in its byte (RFC 1951 §3.1.1).
struct BitWriter {
    private var bytes: [UInt8] = []
    private var bits: UInt64 = 0
    private var count = 0

    /// Writes the lowest `length` bits, at most 32; the bits above must be zero.
    @inline(__always)
    mutating func write(_ value: UInt64, _ length: Int) {
        bits |= value << UInt64(count)
        count += length
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            count -= 8
        }
    }

    /// Fills the byte that is begun with zeros.
    mutating func align() { if count > 0 { write(0, 8 - count) } }

    mutating func finished() -> [UInt8] {
        align()
        return bytes
    }
}
