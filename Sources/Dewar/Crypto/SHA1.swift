internal import DewarHTTP

/// SHA-1 (FIPS 180-4 §6.1). It is not safe against collisions, and serves only where Flask's formats ask for it: as HMAC,
/// for which it is sound.
struct SHA1: HashFunction {
    static let name = "sha1"
    static let blockBytes = SHA1Block.byteCount
    static let digestBytes = 20

    private var state = SHA1Block.initial
    private var buffer = BlockBuffer<64>()

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        buffer.add(bytes) { SHA1Block.compress(&state, $0) }
    }

    mutating func finish(into digest: UnsafeMutableRawBufferPointer) {
        buffer.finish(lengthBytes: 8) { SHA1Block.compress(&state, $0) }
        withUnsafeBytes(of: state) { words in
            for index in 0..<5 {
                let word = words.load(fromByteOffset: 4 * index, as: UInt32.self)
                digest.storeBytes(of: word.bigEndian, toByteOffset: 4 * index, as: UInt32.self)
            }
        }
    }
}
