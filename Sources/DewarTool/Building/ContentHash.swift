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

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        // Collections of bytes are gone through fastest where they lie.
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { for byte in $0 { add(byte) } }
        if isDone == nil { for byte in bytes { add(byte) } }
    }

    /// Adds a text and its end, so that "ab" "c" differs from "a" "bc".
    mutating func add(_ text: String) {
        add(text.utf8)
        add([0xff])
    }

    /// Adds a digest, such as a word's, and one fact about it.
    mutating func add(_ hash: ContentHash, isApart: Bool) {
        value = (value ^ hash.value) &* 0x100_0000_01b3
        add(UInt8(isApart ? 1 : 0))
    }

    /// Sixteen hexadecimal digits.
    var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
