/// The pieces that header fields are made of (RFC 9110 §5.6).
package enum FieldSyntax {
    /// Whether the byte may stand in a token (RFC 9110 §5.6.2).
    package static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: tokenMarks.contains(byte)
        }
    }

    private static let tokenMarks = Array("!#$%&'*+-.^_`|~".utf8)

    /// The text as a token if it is one, else as a quoted string.
    package static func quote(_ text: String, allowToken: Bool = true) -> String {
        if text.isEmpty { return "\"\"" }
        if allowToken, text.utf8.allSatisfy(isToken) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// The text without the quotes around it and the backslashes in it.
    package static func unquote(_ text: String) -> String {
        guard text.utf8.count > 1, text.utf8.first == UInt8(ascii: "\""), text.utf8.last == UInt8(ascii: "\"") else {
            return text
        }
        var unquoted = ""
        var escaped = false
        for scalar in text.unicodeScalars.dropFirst().dropLast() {
            if scalar == "\\", !escaped {
                escaped = true
            } else {
                unquoted.unicodeScalars.append(scalar)
                escaped = false
            }
        }
        return unquoted
    }

    /// The items between the commas of a list, without the white space around them; commas in quotes do not count, and
    /// quotes stay. Empty where a quote is not closed.
    package static func items(of list: String) -> [String] {
        var items: [String] = []
        var item = ""
        var quoted = false
        var escaped = false
        for scalar in list.unicodeScalars {
            if scalar == ",", !quoted {
                items.append(item)
                item = ""
                continue
            }
            if escaped {
                escaped = false
            } else if quoted, scalar == "\\" {
                escaped = true
            } else if scalar == "\"" {
                quoted.toggle()
            }
            item.unicodeScalars.append(scalar)
        }
        guard !quoted else { return [] }
        items.append(item)
        return items.map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
    }

    /// The `name=value` pairs of a list; a name alone has no value.
    package static func pairs(of list: String) -> [(name: String, value: String?)] {
        items(of: list).compactMap { item in
            let (before, behind) = item.cut(at: "=")
            guard let behind else { return (unquote(item), nil) }
            var name = before.trimmingWhitespace()
            var value = behind.trimmingWhitespace()
            guard !name.isEmpty else { return nil }
            if name.hasSuffix("*") {
                name.removeLast()
                var charset = ""
                value = Parameters.decodeExtended(value, charset: &charset)
            }
            return (name, unquote(value))
        }
    }
}
