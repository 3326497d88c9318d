/// Character references such as `&eacute;` and `&#233;`, decoded as browsers do (Python: `html.unescape`).
enum HTMLEntities {
    static func unescape(_ text: Text) -> Text {
        let bytes = Array(text.bytes)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "&"), let (value, end) = reference(bytes, place + 1) {
                output.append(contentsOf: value.utf8)
                place = end
            } else {
                output.append(bytes[place])
                place += 1
            }
        }
        return Text.make(output)
    }

    /// The value of the reference after an ampersand, and where it ends; nil if there is none.
    private static func reference(_ bytes: [UInt8], _ start: Int) -> (value: String, end: Int)? {
        guard start < bytes.count else { return nil }
        return bytes[start] == UInt8(ascii: "#") ? numeric(bytes, start + 1) : named(bytes, start)
    }

    // MARK: By number

    private static func numeric(_ bytes: [UInt8], _ start: Int) -> (value: String, end: Int)? {
        let isHex = start < bytes.count && bytes[start] | 0x20 == UInt8(ascii: "x")
        let first = isHex ? start + 1 : start
        var end = first
        var code = 0
        while end < bytes.count, let digit = Unicode.Scalar(bytes[end]).properties.numericDigit(isHex: isHex) {
            code = min(code * (isHex ? 16 : 10) + digit, 0x11_0000)
            end += 1
        }
        if end == first { return nil }
        if end < bytes.count, bytes[end] == UInt8(ascii: ";") { end += 1 }
        return (character(code), end)
    }

    private static func character(_ code: Int) -> String {
        // What is meant by 0x80 to 0x9F is Windows-1252.
        if (0x80..<0xA0).contains(code) {
            return String(Unicode.Scalar(windows1252[code - 0x80]) ?? "\u{FFFD}")
        }
        if code == 0 || code > 0x10FFFF || (0xD800..<0xE000).contains(code) { return "\u{FFFD}" }
        let isControl = code < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains(code) || code == 0x7F
        let isNoncharacter = (0xFDD0..<0xFDF0).contains(code) || code & 0xFFFE == 0xFFFE
        return isControl || isNoncharacter ? "" : String(Unicode.Scalar(UInt32(code)) ?? "\u{FFFD}")
    }

    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]

    // MARK: By name

    private static let longestName = 32

    /// The longest name that is known; only old names go without a semicolon.
    private static func named(_ bytes: [UInt8], _ start: Int) -> (value: String, end: Int)? {
        var end = start
        while end < bytes.count, end - start < longestName, isNameByte(bytes[end]) { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: ";"), let value = withSemicolon[name(bytes, start, end)] {
            return (value, end + 1)
        }
        while end - start > 1 {
            let name = name(bytes, start, end)
            if withoutSemicolon.contains(name), let value = withSemicolon[name] { return (value, end) }
            end -= 1
        }
        return nil
    }

    private static func name(_ bytes: [UInt8], _ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// The names of `table` with their characters.
    private static let withSemicolon: [String: String] = {
        var characters: [String: String] = [:]
        for entry in table.split(whereSeparator: \.isWhitespace) {
            let parts = entry.split(separator: "=")
            let codes = parts[1].split(separator: "+").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
            characters[String(parts[0])] = codes.reduce(into: "") { $0.unicodeScalars.append($1) }
        }
        return characters
    }()

    private static let withoutSemicolon = Set(old.split(whereSeparator: \.isWhitespace).map(String.init))
}

extension Unicode.Scalar.Properties {
    /// The value of an ASCII digit of base ten or sixteen.
    fileprivate func numericDigit(isHex: Bool) -> Int? {
        guard isASCIIHexDigit else { return nil }
        if let value = numericValue { return Int(value) }
        return isHex ? Int(lowercaseMapping.utf8.first!) - 0x57 : nil
    }
}
