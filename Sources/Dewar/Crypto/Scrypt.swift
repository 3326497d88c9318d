/// A key from a password, made slow and in need of much memory (RFC 7914).
package enum Scrypt {
    /// The cost of a key.
    package struct Cost: Sendable, Hashable {
        /// N: a power of two.
        package var work: Int
        /// r: the size of a block, in 128 bytes.
        package var blockSize: Int
        /// p: how often it is done.
        package var times: Int

        /// The most memory that a key may need.
        static let maximumBytes = 1 << 30

        package init(work: Int, blockSize: Int, times: Int) {
            self.work = work
            self.blockSize = blockSize
            self.times = times
        }

        /// RFC 7914 §2: the limits of the parameters, and those of memory.
        package var isValid: Bool {
            guard work > 1, work & (work - 1) == 0, blockSize > 0, times > 0 else { return false }
            let (block, blockOverflow) = blockSize.multipliedReportingOverflow(by: 128)
            let (memory, memoryOverflow) = block.multipliedReportingOverflow(by: work)
            let (lanes, lanesOverflow) = block.multipliedReportingOverflow(by: times)
            guard !blockOverflow, !memoryOverflow, !lanesOverflow else { return false }
            return memory <= Cost.maximumBytes && lanes <= Cost.maximumBytes
        }
    }

    /// Nil where the cost makes no sense.
    package static func key(password: [UInt8], salt: [UInt8], cost: Cost, count: Int) -> [UInt8]? {
        guard cost.isValid else { return nil }
        let words = 32 * cost.blockSize
        var lanes = PBKDF2<SHA256>.key(password: password, salt: salt, rounds: 1, count: 4 * words * cost.times)
        let mixer = Mixer(blockSize: cost.blockSize, work: cost.work)
        lanes.withUnsafeMutableBytes { bytes in
            for lane in 0..<cost.times {
                let start = 4 * words * lane
                for index in 0..<words {
                    mixer.block[index] = UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self))
                }
                mixer.mix()
                for index in 0..<words {
                    bytes.storeBytes(
                        of: mixer.block[index].littleEndian, toByteOffset: start + 4 * index, as: UInt32.self)
                }
            }
        }
        return PBKDF2<SHA256>.key(password: password, salt: lanes, rounds: 1, count: count)
    }

    /// scryptROMix (RFC 7914 §5), and its memory.
    private final class Mixer {
        private let blockSize: Int
        private let work: Int
        private let words: Int
        let block: UnsafeMutablePointer<UInt32>
        private let spare: UnsafeMutablePointer<UInt32>
        private let memory: UnsafeMutablePointer<UInt32>

        init(blockSize: Int, work: Int) {
            self.blockSize = blockSize
            self.work = work
            words = 32 * blockSize
            block = .allocate(capacity: words)
            spare = .allocate(capacity: words)
            memory = .allocate(capacity: words * work)
        }

        deinit {
            block.deallocate()
            spare.deallocate()
            memory.deallocate()
        }

        func mix() {
            for step in 0..<work {
                (memory + step * words).update(from: block, count: words)
                mixBlock()
            }
            for _ in 0..<work {
                // Only the low bits of the last 64 bytes matter, since the number of steps is a power of two.
                let step = Int(block[words - 16]) & (work - 1)
                let row = memory + step * words
                for index in 0..<words { block[index] ^= row[index] }
                mixBlock()
            }
        }

        /// scryptBlockMix (RFC 7914 §4): even parts to the first half, odd ones to the second.
        private func mixBlock() {
            var part = Salsa20(block + words - 16)
            for index in 0..<2 * blockSize {
                part.add(block + 16 * index)
                part.store(spare + 16 * (index / 2 + (index & 1) * blockSize))
            }
            block.update(from: spare, count: words)
        }
    }
}

/// Salsa20/8 (RFC 7914 §3) on the diagonals of its four by four words, so that each step works on four at once.
private struct Salsa20 {
    private var words: (SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>)

    init(_ words: UnsafeMutablePointer<UInt32>) {
        self.words = (
            Salsa20.row(words, 0), Salsa20.row(words, 1), Salsa20.row(words, 2), Salsa20.row(words, 3)
        )
    }

    @inline(__always)
    private static func row(_ words: UnsafeMutablePointer<UInt32>, _ index: Int) -> SIMD4<UInt32> {
        UnsafeRawPointer(words + 4 * index).loadUnaligned(as: SIMD4<UInt32>.self)
    }

    @inline(__always)
    func store(_ to: UnsafeMutablePointer<UInt32>) {
        let raw = UnsafeMutableRawPointer(to)
        raw.storeBytes(of: words.0, as: SIMD4<UInt32>.self)
        raw.storeBytes(of: words.1, toByteOffset: 16, as: SIMD4<UInt32>.self)
        raw.storeBytes(of: words.2, toByteOffset: 32, as: SIMD4<UInt32>.self)
        raw.storeBytes(of: words.3, toByteOffset: 48, as: SIMD4<UInt32>.self)
    }

    /// Exclusive-ors the words of a part, and then applies the eight rounds.
    @inline(__always)
    mutating func add(_ part: UnsafeMutablePointer<UInt32>) {
        words.0 ^= Salsa20.row(part, 0)
        words.1 ^= Salsa20.row(part, 1)
        words.2 ^= Salsa20.row(part, 2)
        words.3 ^= Salsa20.row(part, 3)
        rounds()
    }

    @inline(__always)
    private mutating func rounds() {
        let (r0, r1, r2, r3) = words
        // The columns of the matrix, each turned so that the diagonal comes first.
        var a = SIMD4(r0[0], r1[1], r2[2], r3[3])
        var b = SIMD4(r1[0], r2[1], r3[2], r0[3])
        var c = SIMD4(r2[0], r3[1], r0[2], r1[3])
        var d = SIMD4(r3[0], r0[1], r1[2], r2[3])
        for _ in 0..<4 {
            Salsa20.step(&a, &b, &c, &d)
            // From columns to rows.
            (b, c, d) = (
                SIMD4(b[3], b[0], b[1], b[2]), SIMD4(c[2], c[3], c[0], c[1]), SIMD4(d[1], d[2], d[3], d[0])
            )
            Salsa20.step(&a, &d, &c, &b)
            (b, c, d) = (
                SIMD4(b[1], b[2], b[3], b[0]), SIMD4(c[2], c[3], c[0], c[1]), SIMD4(d[3], d[0], d[1], d[2])
            )
        }
        words.0 = r0 &+ SIMD4(a[0], d[1], c[2], b[3])
        words.1 = r1 &+ SIMD4(b[0], a[1], d[2], c[3])
        words.2 = r2 &+ SIMD4(c[0], b[1], a[2], d[3])
        words.3 = r3 &+ SIMD4(d[0], c[1], b[2], a[3])
    }

    @inline(__always)
    private static func step(
        _ a: inout SIMD4<UInt32>, _ b: inout SIMD4<UInt32>, _ c: inout SIMD4<UInt32>, _ d: inout SIMD4<UInt32>
    ) {
        b ^= rotated(a &+ d, 7)
        c ^= rotated(b &+ a, 9)
        d ^= rotated(c &+ b, 13)
        a ^= rotated(d &+ c, 18)
    }

    @inline(__always)
    private static func rotated(_ words: SIMD4<UInt32>, _ count: UInt32) -> SIMD4<UInt32> {
        words &<< SIMD4(repeating: count) | words &>> SIMD4(repeating: 32 - count)
    }
}
