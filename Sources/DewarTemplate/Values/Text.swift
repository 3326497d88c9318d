/// What stands before the bytes of a `Text`.
struct TextHeader {
    /// Length in bytes.
    var count: Int
    /// True if every byte is below 128, so that characters and bytes have the same indexes.
    var isASCII: Bool
    /// The hash of the bytes, or 0 if it was not asked for when the text was made.
    var hash: Int
}

/// An immutable piece of UTF-8 with its bytes in the same allocation as its header.
///
/// Strings of templates are counted and cut by code point, as Python's are, not by grapheme.
/// The bytes are read through pointers that are valid while the text is alive.
final class Text: ManagedBuffer<TextHeader, UInt8> {
    /// The length in bytes.
    @inline(__always) var count: Int { withUnsafeMutablePointerToHeader { $0.pointee.count } }

    @inline(__always) var isASCII: Bool { withUnsafeMutablePointerToHeader { $0.pointee.isASCII } }

    @inline(__always) var start: UnsafePointer<UInt8> { withUnsafeMutablePointerToElements { UnsafePointer($0) } }

    @inline(__always) var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The hash of the bytes.
    @inline(__always) var hash: Int {
        let known = withUnsafeMutablePointerToHeader { $0.pointee.hash }
        return known != 0 ? known : Text.hash(bytes)
    }

    var isEmpty: Bool { count == 0 }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The length in code points.
    var length: Int { isASCII ? count : Text.codePoints(bytes) }

    /// A text whose `count` bytes `fill` writes.
    @inline(__always)
    static func make(count: Int, isASCII: Bool? = nil, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) -> Text {
        let made = Text.create(minimumCapacity: count + 8) { _ in TextHeader(count: count, isASCII: true, hash: 0) }
        let text = unsafeDowncast(made, to: Text.self)
        text.withUnsafeMutablePointers { header, elements in
            fill(elements)
            header.pointee.isASCII =
                isASCII ?? Text.areASCII(UnsafeBufferPointer(start: elements, count: count))
        }
        return text
    }

    /// A text of these bytes, which must be UTF-8.
    static func make(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool? = nil) -> Text {
        make(count: bytes.count, isASCII: isASCII) { target in
            if let source = bytes.baseAddress { target.update(from: source, count: bytes.count) }
        }
    }

    static func make(_ string: String) -> Text {
        var string = string
        return string.withUTF8 { make($0) }
    }

    static func make(_ string: Substring) -> Text {
        var string = string
        return string.withUTF8 { make($0) }
    }

    static func make(_ bytes: [UInt8]) -> Text {
        bytes.withUnsafeBufferPointer { make($0) }
    }

    /// A text that knows its hash: for the names and keys that are looked up again and again.
    static func key(_ string: String) -> Text {
        let text = make(string)
        text.rememberHash()
        return text
    }

    /// Computes the hash once. Only for a text that nobody else has seen yet.
    func rememberHash() {
        let hash = Text.hash(bytes)
        withUnsafeMutablePointerToHeader { $0.pointee.hash = hash }
    }

    /// True if both have the same bytes.
    @inline(__always)
    func equals(_ other: Text) -> Bool {
        if self === other { return true }
        let count = self.count
        return count == other.count && Text.same(start, other.start, count)
    }

    func equals(_ other: StaticString) -> Bool {
        count == other.utf8CodeUnitCount && Text.same(start, other.utf8Start, count)
    }

    /// Orders by code point, which for UTF-8 is the order of the bytes: negative, zero or positive.
    func compare(_ other: Text) -> Int {
        let shared = min(count, other.count)
        var i = 0
        while i < shared {
            let (a, b) = (start[i], other.start[i])
            if a != b { return a < b ? -1 : 1 }
            i += 1
        }
        return count - other.count
    }
}

extension Text {
    @inline(__always)
    static func same(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var i = 0
        while i + 8 <= count {
            let x = UnsafeRawPointer(a + i).loadUnaligned(as: UInt64.self)
            if x != UnsafeRawPointer(b + i).loadUnaligned(as: UInt64.self) { return false }
            i += 8
        }
        while i < count {
            if a[i] != b[i] { return false }
            i += 1
        }
        return true
    }

    /// FNV-1a over words of eight bytes; never 0.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: bytes.count)
        guard let start = bytes.baseAddress else { return Int(truncatingIfNeeded: hash | 1) }
        var i = 0
        while i + 8 <= bytes.count {
            hash = (hash ^ UnsafeRawPointer(start + i).loadUnaligned(as: UInt64.self)) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 32
            i += 8
        }
        while i < bytes.count {
            hash = (hash ^ UInt64(start[i])) &* 0x0000_0100_0000_01b3
            i += 1
        }
        hash ^= hash >> 29
        return Int(truncatingIfNeeded: hash | 1)
    }

    static func areASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        var all: UInt64 = 0
        var i = 0
        while i + 8 <= bytes.count {
            all |= UnsafeRawPointer(start + i).loadUnaligned(as: UInt64.self)
            i += 8
        }
        while i < bytes.count {
            all |= UInt64(start[i])
            i += 1
        }
        return all & 0x8080_8080_8080_8080 == 0
    }

    /// The number of code points: of bytes that do not continue one.
    static func codePoints(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
