/// Decompresses a deflate stream (RFC 1951). The stream may come from anyone: it cannot make more than it is allowed to,
/// and nothing in it can trap.
package struct Inflate: ~Copyable {
    /// Why a stream cannot be decompressed.
    package enum Problem: Error, Hashable {
        case truncated
        case corrupt
        /// It makes more bytes than allowed.
        case tooLong(limit: Int)
        /// A checksum or length at its end does not fit.
        case wrongChecksum
        /// It is no zlib stream, or no gzip file, or needs what is not supported.
        case wrongFormat
    }

    private let input: UnsafeBufferPointer<UInt8>
    /// Where the next byte is read.
    private var place: Int
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private let limit: Int

    /// The bytes of the stream that starts at `start`, and where it ends.
    static func decompress(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int
    ) throws(Problem) -> (bytes: [UInt8], end: Int) {
        var inflate = Inflate(input: input, start: start, limit: limit)
        try inflate.blocks()
        return (inflate.output, inflate.place - inflate.bitCount / 8)
    }

    private init(input: UnsafeBufferPointer<UInt8>, start: Int, limit: Int) {
        self.input = input
        self.limit = limit
        place = start
        output.reserveCapacity(min(limit, 4 * input.count))
    }

    private mutating func blocks() throws(Problem) {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored()
            case 1: try symbols(HuffmanDecoder.fixedLiterals, HuffmanDecoder.fixedDistances)
            case 2:
                let (literals, distances) = try codes()
                try symbols(literals, distances)
            default: throw .corrupt
            }
        }
    }

    private mutating func stored() throws(Problem) {
        _ = try take(bitCount % 8)
        let (length, inverted) = (try take(16), try take(16))
        guard length == ~inverted & 0xFFFF else { throw .corrupt }
        guard output.count + length <= limit else { throw .tooLong(limit: limit) }
        for _ in 0..<length { output.append(UInt8(try take(8))) }
    }

    /// The codes of a dynamic block (RFC 1951 §3.2.7).
    private mutating func codes() throws(Problem) -> (HuffmanDecoder, HuffmanDecoder) {
        let (literalCount, distanceCount) = (try take(5) + 257, try take(5) + 1)
        guard literalCount <= 286, distanceCount <= 30 else { throw .corrupt }
        let codeLengthCount = try take(4) + 4
        var codeLengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<codeLengthCount { codeLengths[DeflateTables.codeLengthOrder[index]] = UInt8(try take(3)) }
        guard let code = HuffmanDecoder(lengths: codeLengths) else { throw .corrupt }
        var lengths: [UInt8] = []
        while lengths.count < literalCount + distanceCount {
            switch try symbol(code) {
            case let length where length < 16: lengths.append(UInt8(length))
            case 16:
                guard let last = lengths.last else { throw .corrupt }
                lengths += [UInt8](repeating: last, count: try take(2) + 3)
            case 17: lengths += [UInt8](repeating: 0, count: try take(3) + 3)
            default: lengths += [UInt8](repeating: 0, count: try take(7) + 11)
            }
        }
        guard lengths.count == literalCount + distanceCount, lengths[DeflateTables.endOfBlock] > 0,
            let literals = HuffmanDecoder(lengths: lengths[..<literalCount]),
            let distances = HuffmanDecoder(lengths: lengths[literalCount...])
        else { throw .corrupt }
        return (literals, distances)
    }

    /// Literals and copies up to the block's end.
    private mutating func symbols(_ literals: HuffmanDecoder, _ distances: HuffmanDecoder) throws(Problem) {
        while true {
            let symbol = try symbol(literals)
            if symbol < DeflateTables.endOfBlock {
                guard output.count < limit else { throw .tooLong(limit: limit) }
                output.append(UInt8(symbol))
                continue
            }
            if symbol == DeflateTables.endOfBlock { return }
            let code = symbol - DeflateTables.endOfBlock - 1
            guard code < DeflateTables.lengthBases.count else { throw .corrupt }
            let length = Int(DeflateTables.lengthBases[code]) + (try take(Int(DeflateTables.lengthExtraBits[code])))
            let distanceCode = try self.symbol(distances)
            guard distanceCode < DeflateTables.distanceBases.count else { throw .corrupt }
            let distance =
                Int(DeflateTables.distanceBases[distanceCode])
                + (try take(Int(DeflateTables.distanceExtraBits[distanceCode])))
            guard distance <= output.count else { throw .corrupt }
            guard output.count + length <= limit else { throw .tooLong(limit: limit) }
            var from = output.count - distance
            for _ in 0..<length {
                output.append(output[from])
                from += 1
            }
        }
    }

    private mutating func fill() {
        while bitCount <= 56, place < input.count {
            bits |= UInt64(input[place]) << UInt64(bitCount)
            bitCount += 8
            place += 1
        }
    }

    @inline(__always)
    private mutating func take(_ count: Int) throws(Problem) -> Int {
        if bitCount < count {
            fill()
            guard bitCount >= count else { throw .truncated }
        }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    @inline(__always)
    private mutating func symbol(_ code: HuffmanDecoder) throws(Problem) -> Int {
        if bitCount < DeflateTables.maximumCodeLength { fill() }
        let entry = code.table[Int(bits & (1 << UInt64(HuffmanDecoder.tableBits) - 1))]
        let length = Int(entry & 15)
        if length > 0, length <= bitCount {
            bits >>= UInt64(length)
            bitCount -= length
            return Int(entry >> 4)
        }
        return try longSymbol(code)
    }

    /// A symbol bit by bit: one whose code is long, or the last ones of the stream.
    private mutating func longSymbol(_ code: HuffmanDecoder) throws(Problem) -> Int {
        var (value, first, index) = (0, 0, 0)
        for length in 1...DeflateTables.maximumCodeLength {
            value |= try take(1)
            let count = code.counts[length]
            if value - first < count { return Int(code.symbols[index + value - first]) }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .corrupt
    }
}
