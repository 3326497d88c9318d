/// The two codes of a block, and how a dynamic block tells them (RFC 1951 §3.2.7).
struct BlockCode {
    let literals: HuffmanEncoder
    let distances: HuffmanEncoder
    private let literalCount: Int
    private let distanceCount: Int
    /// The lengths of both codes, run-length coded.
    private let runs: [Run]
    private let runCode: HuffmanEncoder

    /// A symbol of the code-length code, with the bits behind it.
    private struct Run {
        var symbol: Int
        var extra: UInt64 = 0
        var extraBits: Int { symbol < 16 ? 0 : [2, 3, 7][symbol - 16] }
    }

    static let fixed = BlockCode(
        literals: HuffmanEncoder(lengths: DeflateTables.fixedLiteralLengths),
        distances: HuffmanEncoder(lengths: DeflateTables.fixedDistanceLengths))

    init(_ literalFrequencies: [UInt32], _ distanceFrequencies: [UInt32]) {
        self.init(
            literals: HuffmanEncoder(frequencies: literalFrequencies, limit: DeflateTables.maximumCodeLength),
            distances: HuffmanEncoder(frequencies: distanceFrequencies, limit: DeflateTables.maximumCodeLength))
    }

    private init(literals: HuffmanEncoder, distances: HuffmanEncoder) {
        self.literals = literals
        self.distances = distances
        literalCount = max(257, (literals.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
        distanceCount = max(1, (distances.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
        runs = BlockCode.runs(Array(literals.lengths.prefix(literalCount) + distances.lengths.prefix(distanceCount)))
        var frequencies = [UInt32](repeating: 0, count: 19)
        for run in runs { frequencies[run.symbol] += 1 }
        runCode = HuffmanEncoder(frequencies: frequencies, limit: 7)
    }

    func cost(_ literalFrequencies: [UInt32], _ distanceFrequencies: [UInt32]) -> Int {
        literals.cost(literalFrequencies) + distances.cost(distanceFrequencies)
    }

    private static func runs(_ lengths: [UInt8]) -> [Run] {
        var runs: [Run] = []
        var place = 0
        while place < lengths.count {
            let length = lengths[place]
            let count = lengths[place...].prefix { $0 == length }.count
            place += count
            var left = count
            if length == 0 {
                while left >= 3 {
                    let taken = min(left, 138)
                    runs.append(
                        taken > 10
                            ? Run(symbol: 18, extra: UInt64(taken - 11)) : Run(symbol: 17, extra: UInt64(taken - 3)))
                    left -= taken
                }
            } else {
                runs.append(Run(symbol: Int(length)))
                left -= 1
                while left >= 3 {
                    let taken = min(left, 6)
                    runs.append(Run(symbol: 16, extra: UInt64(taken - 3)))
                    left -= taken
                }
            }
            for _ in 0..<left { runs.append(Run(symbol: Int(length))) }
        }
        return runs
    }

    /// The lengths of the code-length code in the order in which they are written.
    private var runLengths: ArraySlice<UInt8> {
        let ordered = DeflateTables.codeLengthOrder.map { runCode.lengths[$0] }
        return ordered[..<max(4, (ordered.lastIndex { $0 > 0 } ?? 0) + 1)]
    }

    /// The bits that the header of a dynamic block takes.
    var headerCost: Int {
        14 + 3 * runLengths.count + runs.reduce(0) { $0 + Int(runCode.lengths[$1.symbol]) + $1.extraBits }
    }

    func writeHeader(to writer: inout BitWriter) {
        writer.write(UInt64(literalCount - 257), 5)
        writer.write(UInt64(distanceCount - 1), 5)
        writer.write(UInt64(runLengths.count - 4), 4)
        for length in runLengths { writer.write(UInt64(length), 3) }
        for run in runs {
            writer.write(UInt64(runCode.codes[run.symbol]), Int(runCode.lengths[run.symbol]))
            writer.write(run.extra, run.extraBits)
        }
    }
}
