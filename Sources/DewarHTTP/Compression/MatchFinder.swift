/// Finds earlier places of the same bytes: for each hash of three bytes a chain of the places where it stood, the last one
/// first. A place must be asked for in ascending order.
final class MatchFinder {
    struct Match {
        var length: Int
        var distance: Int

        static let none = Match(length: 0, distance: 0)
    }

    private static let maximumHashBits = 15

    private let input: UnsafeBufferPointer<UInt8>
    private let chain: Int
    /// Short inputs make do with small tables.
    private let hashBits: Int
    private let windowMask: Int
    private let goodLength: Int
    /// The last place of each hash, and for each place (in the window) the one before it; -1 for none.
    private let heads: UnsafeMutablePointer<Int32>
    private let before: UnsafeMutablePointer<Int32>
    /// The places before this one are in the chains.
    private var known = 0

    init(_ input: UnsafeBufferPointer<UInt8>, chain: Int, goodLength: Int) {
        self.input = input
        self.chain = chain
        self.goodLength = goodLength
        let bits = Int.bitWidth - max(input.count, 64).leadingZeroBitCount
        hashBits = min(bits, MatchFinder.maximumHashBits)
        windowMask = min(1 << bits, DeflateTables.windowSize) - 1
        heads = .allocate(capacity: 1 << hashBits)
        heads.initialize(repeating: -1, count: 1 << hashBits)
        before = .allocate(capacity: windowMask + 1)
        before.initialize(repeating: -1, count: windowMask + 1)
    }

    deinit {
        heads.deallocate()
        before.deallocate()
    }

    private func hash(_ place: Int) -> Int {
        let bytes = UInt32(input[place]) | UInt32(input[place + 1]) << 8 | UInt32(input[place + 2]) << 16
        return Int((bytes &* 0x9E37_79B1) >> UInt32(32 - hashBits))
    }

    /// The longest repetition at this place; `.none` if there is none of three bytes.
    func longest(at place: Int) -> Match {
        guard place + DeflateTables.shortestMatch <= input.count else { return .none }
        while known < place {
            insert(known)
            known += 1
        }
        var best = Match.none
        let most = min(DeflateTables.longestMatch, input.count - place)
        var candidate = Int(heads[hash(place)])
        var left = chain
        let oldest = max(0, place - DeflateTables.windowSize + 1)
        while candidate >= oldest, left > 0 {
            // A longer one must agree where the best one so far ended.
            if best.length == 0 || input[candidate + best.length] == input[place + best.length] {
                let length = agreement(candidate, place, most)
                if length > best.length {
                    best = Match(length: length, distance: place - candidate)
                    if length >= goodLength || length == most { break }
                }
            }
            candidate = Int(before[candidate & windowMask])
            left -= 1
        }
        return best.length >= DeflateTables.shortestMatch ? best : .none
    }

    private func agreement(_ a: Int, _ b: Int, _ most: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(input)
        var length = 0
        while length + 8 <= most {
            let difference =
                bytes.loadUnaligned(fromByteOffset: a + length, as: UInt64.self)
                ^ bytes.loadUnaligned(fromByteOffset: b + length, as: UInt64.self)
            if difference != 0 { return length + UInt64(littleEndian: difference).trailingZeroBitCount / 8 }
            length += 8
        }
        while length < most, input[a + length] == input[b + length] { length += 1 }
        return length
    }

    private func insert(_ place: Int) {
        guard place + DeflateTables.shortestMatch <= input.count else { return }
        let hash = hash(place)
        before[place & windowMask] = heads[hash]
        heads[hash] = Int32(truncatingIfNeeded: place)
    }
}
