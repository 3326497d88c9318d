import DewarHTTP

/// How a path is read and written.
enum PathText {
    /// A path with everything escaped that may not stand in it; slashes stay (url.spec.whatwg.org, path segment).
    static func quoted(_ text: String) -> String {
        text.utf8.allSatisfy(safe.contains) ? text : PercentEncoding.encode(text, safe: safe)
    }

    private static let safe = PercentEncoding.Safe(and: "!$&'()*+,/:;=@")

    /// Whether a path holds an escape, or bytes that may be no UTF-8.
    static func needsDecoding(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in bytes { found |= (byte == UInt8(ascii: "%") ? 1 : 0) | byte >> 7 }
        return found != 0
    }

    /// The text with its escapes resolved; what is no escape stays, and what is no UTF-8 becomes U+FFFD.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: PercentEncoding.decode(bytes), as: UTF8.self)
    }
}
