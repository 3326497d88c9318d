/// Percent-encoding of paths and queries (RFC 3986 §2.1, and the sets of url.spec.whatwg.org that Werkzeug keeps).
enum PathText {
    /// Whether a path holds an escape, or bytes that may be no UTF-8.
    static func needsDecoding(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var found: UInt8 = 0
        for byte in bytes { found |= (byte == UInt8(ascii: "%") ? 1 : 0) | byte >> 7 }
        return found != 0
    }

    /// The text with its escapes decoded; what is no escape stays, and what is no UTF-8 becomes U+FFFD.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = UUIDText.hexadecimal(bytes[index + 1]), let low = UUIDText.hexadecimal(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// A path with everything escaped that may not stand in it. Slashes stay.
    static func quoted(_ text: String) -> String { escaped(text, keeping: pathSafe, spaceIsPlus: false) }

    /// A name or value of a query, a space as `+`.
    static func queryQuoted(_ text: String) -> String { escaped(text, keeping: querySafe, spaceIsPlus: true) }

    private static let pathSafe = table("!$&'()*+,/:;=@")
    private static let querySafe = table("!$'()*,/:;?@")

    /// Letters, digits, `_.-~` and these.
    private static func table(_ others: StaticString) -> [Bool] {
        var table = [Bool](repeating: false, count: 256)
        for range in [48...57, 65...90, 97...122] { for byte in range { table[byte] = true } }
        for byte in "_.-~".utf8 { table[Int(byte)] = true }
        others.withUTF8Buffer { for byte in $0 { table[Int(byte)] = true } }
        return table
    }

    private static func escaped(_ text: String, keeping safe: [Bool], spaceIsPlus: Bool) -> String {
        if text.utf8.allSatisfy({ safe[Int($0)] }) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            if safe[Int(byte)] {
                escaped.append(byte)
            } else if spaceIsPlus, byte == 0x20 {
                escaped.append(UInt8(ascii: "+"))
            } else {
                escaped += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
