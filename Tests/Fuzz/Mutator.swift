import TestSupport

/// Changes a seed at a few places: bytes flipped, put in, taken out; parts doubled, cut off, or taken from another seed.
enum Mutator {
    private static let maximumBytes = 4_096
    private static let interesting: [UInt8] = [
        0, 9, 10, 13, 32, 34, 37, 38, 44, 45, 48, 58, 59, 61, 92, 102, 126, 127, 128, 0xC0, 0xED, 0xF4, 254, 255,
    ]

    static func change(
        _ seed: [UInt8], _ seeds: [[UInt8]], pieces: [[UInt8]], _ random: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard !bytes.isEmpty else { break }
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<(pieces.isEmpty ? 9 : 13), using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[at] = pick(&random)
            case 2: bytes.insert(pick(&random), at: at)
            case 3: bytes.remove(at: at)
            case 4: bytes.removeSubrange(at...)
            case 5: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
            case 6: bytes.insert(contentsOf: bytes[at...], at: at)
            case 7: bytes.removeSubrange(at..<Int.random(in: at...bytes.count, using: &random))
            case 8:
                let other = seeds[Int.random(in: 0..<seeds.count, using: &random)]
                if !other.isEmpty {
                    bytes.replaceSubrange(at..., with: other[Int.random(in: 0..<other.count, using: &random)...])
                }
            default: bytes.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)], at: at)
            }
            if bytes.count > maximumBytes { bytes.removeSubrange(maximumBytes...) }
        }
        return bytes
    }

    private static func pick(_ random: inout SeededGenerator) -> UInt8 {
        interesting[Int.random(in: 0..<interesting.count, using: &random)]
    }
}
