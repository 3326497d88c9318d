/// A Huffman code that is read (RFC 1951 §3.2.2): codes of up to nine bits by one look in a table, longer ones bit by bit.
struct HuffmanDecoder {
    static let tableBits = 9

    /// Symbol and length (in the low four bits) by the next nine bits; 0 for longer codes.
    let table: [UInt16]
    /// How many codes have each length.
    let counts: [Int]
    /// The symbols in the order of their codes.
    let symbols: [UInt16]

    /// Nil for lengths that are no code: too many, or too few but for a single one.
    init?(lengths: some Collection<UInt8>) {
        var counts = [Int](repeating: 0, count: DeflateTables.maximumCodeLength + 1)
        for length in lengths { counts[Int(length)] += 1 }
        let used = lengths.count - counts[0]
        counts[0] = 0
        var left = 1
        for count in counts.dropFirst() {
            left = left * 2 - count
            guard left >= 0 else { return nil }
        }
        guard left == 0 || used <= 1 else { return nil }

        var offsets = [Int](repeating: 0, count: counts.count + 1)
        for length in 1..<counts.count { offsets[length + 1] = offsets[length] + counts[length] }
        var symbols = [UInt16](repeating: 0, count: used)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            symbols[offsets[Int(length)]] = UInt16(symbol)
            offsets[Int(length)] += 1
        }
        self.counts = counts
        self.symbols = symbols
        table = HuffmanDecoder.table(counts, symbols)
    }

    private static func table(_ counts: [Int], _ symbols: [UInt16]) -> [UInt16] {
        var table = [UInt16](repeating: 0, count: 1 << tableBits)
        var (code, index) = (0, 0)
        for length in 1...tableBits {
            for _ in 0..<counts[length] {
                var place = reversed(code, length)
                while place < table.count {
                    table[place] = symbols[index] << 4 | UInt16(length)
                    place += 1 << length
                }
                code += 1
                index += 1
            }
            code <<= 1
        }
        return table
    }

    /// The code's bits in the order in which they are read.
    static func reversed(_ code: Int, _ length: Int) -> Int {
        var (code, reversed) = (code, 0)
        for _ in 0..<length {
            reversed = reversed << 1 | code & 1
            code >>= 1
        }
        return reversed
    }

    static let fixedLiterals = HuffmanDecoder(lengths: DeflateTables.fixedLiteralLengths)!
    /// Two of the 32 codes stand for nothing (RFC 1951 §3.2.6).
    static let fixedDistances = HuffmanDecoder(lengths: [UInt8](repeating: 5, count: 32))!
}
