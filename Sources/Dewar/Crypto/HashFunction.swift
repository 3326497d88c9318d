/// A hash function of the Secure Hash Standard (FIPS 180-4), fed piece by piece.
///
///     var hash = SHA256()
///     hash.update(bytes)
///     let digest = hash.digest()
protocol HashFunction: Sendable {
    /// The name that Python's hashlib gives it: `sha256`.
    static var name: String { get }
    /// The bytes that are taken in at once.
    static var blockBytes: Int { get }
    static var digestBytes: Int { get }

    init()

    mutating func update(_ bytes: UnsafeRawBufferPointer)

    /// Writes the digest of all bytes so far; nothing may be added afterwards.
    mutating func finish(into digest: UnsafeMutableRawBufferPointer)
}

extension HashFunction {
    mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    mutating func digest() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.digestBytes) { buffer, count in
            finish(into: UnsafeMutableRawBufferPointer(buffer))
            count = Self.digestBytes
        }
    }

    /// The digest of these bytes.
    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var hash = Self()
        hash.update(bytes)
        return hash.digest()
    }
}

/// Collects bytes into blocks; what SHA-1 and the SHA-2 functions have in common (FIPS 180-4 §5).
struct BlockBuffer<let size: Int>: Sendable {
    private var bytes = InlineArray<size, UInt8>(repeating: 0)
    private var used = 0
    private var total: UInt64 = 0

    /// Calls `compress` with each block that is full.
    @inline(__always)
    mutating func add(_ input: UnsafeRawBufferPointer, compress: (UnsafeRawPointer) -> Void) {
        guard let base = input.baseAddress else { return }
        total += UInt64(input.count)
        var place = 0
        if used > 0 {
            let taken = min(size - used, input.count)
            fill(base, taken)
            place = taken
            if used == size {
                flush(compress)
            }
        }
        while place + size <= input.count {
            compress(base + place)
            place += size
        }
        fill(base + place, input.count - place)
    }

    /// Adds a one bit, zeros and the length in bits, in as many bytes as `lengthBytes`.
    @inline(__always)
    mutating func finish(lengthBytes: Int, compress: (UnsafeRawPointer) -> Void) {
        bytes[used] = 0x80
        used += 1
        if used > size - lengthBytes {
            clear(from: used)
            flush(compress)
        }
        clear(from: used)
        let bits = total << 3
        for index in 0..<8 { bytes[size - 1 - index] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * index)) }
        // The bits that do not fit into 64.
        if lengthBytes > 8 { bytes[size - 9] = UInt8(truncatingIfNeeded: total >> 61) }
        flush(compress)
    }

    private mutating func fill(_ from: UnsafeRawPointer, _ count: Int) {
        var span = bytes.mutableSpan
        span.withUnsafeMutableBytes { $0.baseAddress!.advanced(by: used).copyMemory(from: from, byteCount: count) }
        used += count
    }

    private mutating func clear(from place: Int) {
        for index in place..<size { bytes[index] = 0 }
    }

    private mutating func flush(_ compress: (UnsafeRawPointer) -> Void) {
        bytes.span.withUnsafeBytes { compress($0.baseAddress!) }
        used = 0
    }
}
