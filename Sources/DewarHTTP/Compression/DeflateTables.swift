/// The codes of lengths and distances (RFC 1951 §3.2.5, §3.2.7).
enum DeflateTables {
    static let endOfBlock = 256
    static let shortestMatch = 3
    static let longestMatch = 258
    static let windowSize = 32_768
    static let maximumCodeLength = 15

    /// The least length of each code from 257 on, and the bits that follow it.
    static let lengthBases: [UInt16] = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    static let lengthExtraBits: [UInt8] = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]

    /// The least distance of each code, and the bits that follow it.
    static let distanceBases: [UInt16] = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145,
        8193, 12289, 16385, 24577,
    ]
    static let distanceExtraBits: [UInt8] = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]

    /// The order in which the lengths of the code-length code are written.
    static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// The code lengths of a fixed block: literals and lengths, distances.
    static let fixedLiteralLengths =
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
        + [UInt8](repeating: 8, count: 8)
    static let fixedDistanceLengths = [UInt8](repeating: 5, count: 30)

    /// The code (less 257) of each length from 0 to 258.
    static let codeOfLength: [UInt8] = (0...longestMatch).map { length in
        UInt8(lengthBases.lastIndex { Int($0) <= max(length, shortestMatch) } ?? 0)
    }

    /// The code of a distance from 1 to 32,768.
    static func code(ofDistance distance: Int) -> Int {
        guard distance > 4 else { return distance - 1 }
        let bits = Int.bitWidth - 1 - (distance - 1).leadingZeroBitCount
        return 2 * bits + ((distance - 1) >> (bits - 1) & 1)
    }
}
