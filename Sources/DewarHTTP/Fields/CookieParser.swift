/// Reads the `Cookie` field of a request as Werkzeug does.
package enum CookieParser {
    /// The cookies in order, those of one name brought together. Quoted values are unquoted, a cookie without a name is
    /// dropped, one without `=` has an empty value.
    package static func parse(_ field: String) -> Values {
        let bytes = Array(field.utf8)
        var pairs: [(String, String)] = []
        var place = 0
        while place < bytes.count {
            let nameEnd = end(in: bytes, from: place) { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") }
            let name = bytes[place..<nameEnd]
            place = nameEnd
            var value: ArraySlice<UInt8> = []
            if place < bytes.count, bytes[place] == UInt8(ascii: "=") {
                let start = end(in: bytes, from: place + 1) { !isSpace($0) }
                let valueEnd =
                    quotedEnd(in: bytes, from: start) ?? end(in: bytes, from: start) { $0 == UInt8(ascii: ";") }
                value = bytes[start..<valueEnd]
                place = valueEnd
            }
            place += 1
            let text = String(decoding: name, as: UTF8.self).trimmingWhitespace()
            if !text.isEmpty { pairs.append((text, decode(value))) }
        }
        return Values(pairs)
    }

    /// Where a quoted value ends that begins here and has nothing but white space before the next semicolon.
    private static func quotedEnd(in bytes: [UInt8], from start: Int) -> Int? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return nil }
        var place = start + 1
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\\") {
                place += 2
            } else if bytes[place] == UInt8(ascii: "\"") {
                let next = end(in: bytes, from: place + 1) { !isSpace($0) }
                return next == bytes.count || bytes[next] == UInt8(ascii: ";") ? next : nil
            } else {
                place += 1
            }
        }
        return nil
    }

    private static func decode(_ raw: ArraySlice<UInt8>) -> String {
        let text = String(decoding: raw, as: UTF8.self).trimmingWhitespace()
        guard text.utf8.count > 1, text.utf8.first == UInt8(ascii: "\""), text.utf8.last == UInt8(ascii: "\"") else {
            return text
        }
        return String(decoding: unescape(Array(text.utf8.dropFirst().dropLast())), as: UTF8.self)
    }

    /// Resolves `\073` and `\"`.
    private static func unescape(_ bytes: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                plain.append(byte)
                continue
            }
            let digits = rest.prefix(3).map { $0 &- 0x30 }
            if digits.count == 3, digits[0] < 4, digits[1] < 8, digits[2] < 8 {
                plain.append(digits[0] << 6 | digits[1] << 3 | digits[2])
                rest = rest.dropFirst(3)
            } else {
                plain.append(next)
                rest = rest.dropFirst()
            }
        }
        return plain
    }

    private static func end(in bytes: [UInt8], from start: Int, where isEnd: (UInt8) -> Bool) -> Int {
        var place = start
        while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
        return min(place, bytes.count)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
