/// A keyed hash (RFC 2104). The key's two blocks are taken in once; `authenticate` may be called any number of times.
struct HMAC<Hash: HashFunction>: Sendable {
    private let inner: Hash
    private let outer: Hash

    init(key: [UInt8]) {
        var block = key.count > Hash.blockBytes ? Hash.digest(key) : key
        block += [UInt8](repeating: 0, count: Hash.blockBytes - block.count)
        var inner = Hash()
        inner.update(block.map { $0 ^ 0x36 })
        var outer = Hash()
        outer.update(block.map { $0 ^ 0x5C })
        (self.inner, self.outer) = (inner, outer)
    }

    func authenticate(_ message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Hash.digestBytes) { buffer, count in
            message.withUnsafeBytes { authenticate($0, into: UnsafeMutableRawBufferPointer(buffer)) }
            count = Hash.digestBytes
        }
    }

    /// Writes the code of a message; the two may be the same memory.
    @inline(__always)
    func authenticate(_ message: UnsafeRawBufferPointer, into code: UnsafeMutableRawBufferPointer) {
        var inner = inner
        inner.update(message)
        inner.finish(into: code)
        var outer = outer
        outer.update(UnsafeRawBufferPointer(code))
        outer.finish(into: code)
    }
}
