/// Compresses into a deflate stream (RFC 1951): repetitions are found by hash chains with one step of lazy choice, and
/// each block is written in the shortest of three ways: stored, with the fixed code, with a code of its own.
package struct Deflate: ~Copyable {
    /// How hard repetitions are looked for.
    package enum Effort: Sendable {
        case fast, normal, best

        /// The most earlier places that are looked at.
        fileprivate var chain: Int {
            switch self {
            case .fast: 8
            case .normal: 64
            case .best: 1024
            }
        }

        /// A repetition of this length is good enough.
        fileprivate var goodLength: Int {
            switch self {
            case .fast: 16
            case .normal: 64
            case .best: DeflateTables.longestMatch
            }
        }
    }

    /// A literal, or a copy: its length in the upper half, its distance in the lower.
    private typealias Token = UInt32

    private static let tokensPerBlock = 1 << 15

    private var writer = BitWriter()
    private var tokens: [Token] = []
    private var literalFrequencies = [UInt32](repeating: 0, count: 286)
    private var distanceFrequencies = [UInt32](repeating: 0, count: 30)
    private var blockStart = 0

    package static func compress(_ bytes: [UInt8], _ effort: Effort = .normal) -> [UInt8] {
        var deflate = Deflate(expecting: bytes.count)
        return bytes.withUnsafeBufferPointer { deflate.run($0, effort) }
    }

    private init(expecting count: Int) { tokens.reserveCapacity(min(count, Deflate.tokensPerBlock)) }

    private mutating func run(_ input: UnsafeBufferPointer<UInt8>, _ effort: Effort) -> [UInt8] {
        let finder = MatchFinder(input, chain: effort.chain, goodLength: effort.goodLength)
        var place = 0
        var match = MatchFinder.Match.none
        while place < input.count {
            if tokens.count >= Deflate.tokensPerBlock - 1 { block(input, to: place, isLast: false) }
            if match.length == 0 { match = finder.longest(at: place) }
            guard match.length >= DeflateTables.shortestMatch else {
                literal(input[place])
                place += 1
                match = .none
                continue
            }
            // One step of patience: a longer repetition may start at the next byte.
            if match.length < effort.goodLength, place + 1 < input.count {
                let next = finder.longest(at: place + 1)
                if next.length > match.length {
                    literal(input[place])
                    place += 1
                    match = next
                    continue
                }
            }
            copy(match)
            place += match.length
            match = .none
        }
        block(input, to: place, isLast: true)
        return writer.finished()
    }

    private mutating func literal(_ byte: UInt8) {
        tokens.append(UInt32(byte))
        literalFrequencies[Int(byte)] += 1
    }

    private mutating func copy(_ match: MatchFinder.Match) {
        tokens.append(UInt32(match.length) << 16 | UInt32(match.distance))
        literalFrequencies[257 + Int(DeflateTables.codeOfLength[match.length])] += 1
        distanceFrequencies[DeflateTables.code(ofDistance: match.distance)] += 1
    }

    private mutating func block(_ input: UnsafeBufferPointer<UInt8>, to end: Int, isLast: Bool) {
        literalFrequencies[DeflateTables.endOfBlock] = 1
        let own = BlockCode(literalFrequencies, distanceFrequencies)
        let extra = extraBits()
        let ownCost = own.headerCost + own.cost(literalFrequencies, distanceFrequencies) + extra
        let fixedCost = BlockCode.fixed.cost(literalFrequencies, distanceFrequencies) + extra
        let storedCost = (end - blockStart) * 8 + 40 * (1 + (end - blockStart) / 0xFFFF)
        if storedCost < min(ownCost, fixedCost) {
            store(input, blockStart..<end, isLast: isLast)
        } else {
            writer.write(isLast ? 1 : 0, 1)
            if fixedCost <= ownCost {
                writer.write(1, 2)
                write(.fixed)
            } else {
                writer.write(2, 2)
                own.writeHeader(to: &writer)
                write(own)
            }
        }
        tokens.removeAll(keepingCapacity: true)
        for index in literalFrequencies.indices { literalFrequencies[index] = 0 }
        for index in distanceFrequencies.indices { distanceFrequencies[index] = 0 }
        blockStart = end
    }

    /// The bits behind the codes of lengths and distances: the same in every code.
    private func extraBits() -> Int {
        var bits = 0
        for code in 0..<29 { bits += Int(literalFrequencies[257 + code]) * Int(DeflateTables.lengthExtraBits[code]) }
        for code in 0..<30 { bits += Int(distanceFrequencies[code]) * Int(DeflateTables.distanceExtraBits[code]) }
        return bits
    }

    private mutating func store(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isLast: Bool) {
        var start = range.lowerBound
        repeat {
            let end = min(start + 0xFFFF, range.upperBound)
            writer.write(isLast && end == range.upperBound ? 1 : 0, 1)
            writer.write(0, 2)
            writer.align()
            writer.write(UInt64(end - start), 16)
            writer.write(UInt64(~(end - start) & 0xFFFF), 16)
            for index in start..<end { writer.write(UInt64(input[index]), 8) }
            start = end
        } while start < range.upperBound
    }

    private mutating func write(_ code: BlockCode) {
        for token in tokens {
            guard token > 255 else {
                writer.write(UInt64(code.literals.codes[Int(token)]), Int(code.literals.lengths[Int(token)]))
                continue
            }
            let (length, distance) = (Int(token >> 16), Int(token & 0xFFFF))
            let lengthCode = Int(DeflateTables.codeOfLength[length])
            writer.write(
                UInt64(code.literals.codes[257 + lengthCode]), Int(code.literals.lengths[257 + lengthCode]))
            writer.write(
                UInt64(length - Int(DeflateTables.lengthBases[lengthCode])),
                Int(DeflateTables.lengthExtraBits[lengthCode]))
            let distanceCode = DeflateTables.code(ofDistance: distance)
            writer.write(UInt64(code.distances.codes[distanceCode]), Int(code.distances.lengths[distanceCode]))
            writer.write(
                UInt64(distance - Int(DeflateTables.distanceBases[distanceCode])),
                Int(DeflateTables.distanceExtraBits[distanceCode]))
        }
        let end = DeflateTables.endOfBlock
        writer.write(UInt64(code.literals.codes[end]), Int(code.literals.lengths[end]))
    }
}
