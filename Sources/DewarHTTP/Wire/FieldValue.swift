/// A field's value on the wire (RFC 9110 §5.5): visible characters, space, tab, and bytes from 128 on.
enum FieldValue {
    /// Moves on to the first byte that cannot be part of a value.
    @inline(__always)
    static func skip(_ bytes: UnsafePointer<UInt8>, _ at: inout Int, _ count: Int) {
        // Long values, such as cookies, go eight bytes at a time: a byte below 32 or equal to 127 sets its high bit.
        let ones: UInt64 = 0x0101_0101_0101_0101
        while at &+ 8 <= count {
            let block = UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self)
            let deletes = block ^ (ones &* 127)
            let controls = (block &- ones &* 32) & ~block
            if (controls | ((deletes &- ones) & ~deletes)) & (ones &* 128) != 0 { break }
            at &+= 8
        }
        while at < count, isAllowed(bytes[at]) { at &+= 1 }
    }

    @inline(__always)
    static func isAllowed(_ byte: UInt8) -> Bool { byte >= 32 && byte != 127 || byte == 9 }

    /// UTF-8 if it is that, else Latin-1, as old clients send it.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
    }
}
