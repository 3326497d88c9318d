/// A Huffman code that is written: for each symbol its bits, first bit lowest, and how many there are.
struct HuffmanEncoder {
    private(set) var lengths: [UInt8]
    private(set) var codes: [UInt16]

    init(lengths: [UInt8]) {
        self.lengths = lengths
        codes = [UInt16](repeating: 0, count: lengths.count)
        var counts = [Int](repeating: 0, count: DeflateTables.maximumCodeLength + 1)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [Int](repeating: 0, count: DeflateTables.maximumCodeLength + 2)
        for length in 1...DeflateTables.maximumCodeLength { next[length + 1] = (next[length] + counts[length]) << 1 }
        for (symbol, length) in lengths.enumerated() where length > 0 {
            codes[symbol] = UInt16(HuffmanDecoder.reversed(next[Int(length)], Int(length)))
            next[Int(length)] += 1
        }
    }

    /// The best code for these frequencies whose codes are no longer than `limit`. It has at least two codes, since some
    /// decompressors want that.
    init(frequencies: [UInt32], limit: Int) {
        var frequencies = frequencies
        var used = frequencies.count { $0 > 0 }
        for symbol in frequencies.indices where used < 2 && frequencies[symbol] == 0 {
            frequencies[symbol] = 1
            used += 1
        }
        var lengths = HuffmanEncoder.lengths(frequencies)
        while lengths.contains(where: { $0 > limit }) {
            // Flatter frequencies make a flatter tree.
            frequencies = frequencies.map { $0 == 0 ? 0 : $0 >> 1 | 1 }
            lengths = HuffmanEncoder.lengths(frequencies)
        }
        self.init(lengths: lengths)
    }

    /// The depths of a Huffman tree, by the two queues of van Leeuwen: leaves by frequency, and inner nodes as they come.
    private static func lengths(_ frequencies: [UInt32]) -> [UInt8] {
        let leaves = frequencies.indices.filter { frequencies[$0] > 0 }.sorted { frequencies[$0] < frequencies[$1] }
        var weights = leaves.map { UInt64(frequencies[$0]) }
        let count = leaves.count
        var parents = [Int](repeating: 0, count: 2 * count - 1)
        var (leaf, inner) = (0, count)
        for node in count..<2 * count - 1 {
            var weight: UInt64 = 0
            for _ in 0..<2 {
                let takesLeaf = leaf < count && (inner >= node || weights[leaf] <= weights[inner])
                let child = takesLeaf ? leaf : inner
                if takesLeaf { leaf += 1 } else { inner += 1 }
                weight += weights[child]
                parents[child] = node
            }
            weights.append(weight)
        }
        var depths = [UInt8](repeating: 0, count: 2 * count - 1)
        for node in stride(from: 2 * count - 3, through: 0, by: -1) { depths[node] = depths[parents[node]] &+ 1 }
        var lengths = [UInt8](repeating: 0, count: frequencies.count)
        for (place, symbol) in leaves.enumerated() { lengths[symbol] = depths[place] }
        return lengths
    }

    /// How many bits these symbols take.
    func cost(_ frequencies: [UInt32]) -> Int {
        zip(frequencies, lengths).reduce(0) { $0 + Int($1.0) * Int($1.1) }
    }
}
