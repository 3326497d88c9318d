/// A 64-bit digest of contents (FNV-1a), good enough to tell one save from the next.
struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}
    init(_ bytes: some Sequence<UInt8>) { add(bytes) }
    init(_ text: String) { add(text) }

    init?(description: some StringProtocol) {
        guard let value = UInt64(description, radix: 16) else { return nil }
        self.value = value
    }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        var value = value
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.value = value
    }

    /// Adds a text and its end, so that "ab" "c" differs from "a" "bc".
    mutating func add(_ text: String) {
        add(text.utf8)
        add([0xff])
    }

    /// Adds a digest, such as a word's, and one fact about it.
    mutating func add(_ hash: ContentHash, isApart: Bool) {
        value = (value ^ hash.value) &* 0x100_0000_01b3
        add(CollectionOfOne(isApart ? 1 : 0))
    }

    /// Sixteen hexadecimal digits.
    var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
