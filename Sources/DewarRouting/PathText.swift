import DewarHTTP

/// How a path is read and written.
enum PathText {
    /// A path with everything escaped that may not stand in it; slashes stay (url.spec.whatwg.org, path segment).
    static func quoted(_ text: String) -> String {
        text.utf8.allSatisfy(safe.contains) ? text : PercentEncoding.encode(text, safe: safe)
    }

    private static let safe = PercentEncoding.Safe(and: "!$&'()*+,/:;=@")

    /// The length of a target's path, up to `?`; and whether it can be matched as it is: no escapes, ASCII only.
    static func measure(_ target: UnsafeBufferPointer<UInt8>) -> (length: Int, isPlain: Bool) {
        var isPlain = true
        var length = 0
        while length < target.count {
            let byte = target[length]
            if byte == UInt8(ascii: "?") { break }
            if byte == UInt8(ascii: "%") || byte >= 0x80 { isPlain = false }
            length += 1
        }
        return (length, isPlain)
    }

    /// The text with its escapes resolved; what is no escape stays, and what is no UTF-8 becomes U+FFFD.
    static func decoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        String(decoding: PercentEncoding.decode(UnsafeBufferPointer(rebasing: bytes)), as: UTF8.self)
    }
}
