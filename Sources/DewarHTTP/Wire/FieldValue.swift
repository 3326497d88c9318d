/// A field's value on the wire (RFC 9110 §5.5): visible characters, space, tab, and bytes from 128 on.
enum FieldValue {
    /// Moves on to the first byte that cannot be part of a value.
    @inline(__always)
    static func skip(_ bytes: UnsafePointer<UInt8>, _ at: inout Int, _ count: Int) {
        // Long values, such as cookies, go sixteen bytes at a time.
        while at &+ 16 <= count {
            let block = UnsafeRawPointer(bytes + at).loadUnaligned(as: SIMD16<UInt8>.self)
            if any((block .< 32) .| (block .== 127)) { break }
            at &+= 16
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
