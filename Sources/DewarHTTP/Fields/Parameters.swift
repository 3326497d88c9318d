/// A field's value with its parameters, such as `text/html; charset=utf-8` (RFC 9110 §5.6.6).
///
/// Reads what browsers send: quoted values with `\"` or `%22`, and extended ones, `filename*=UTF-8''na%C3%AFve`
/// (RFC 8187), also continued ones, `name*0=a; name*1=b` (RFC 2231). What is no parameter is skipped.
package struct Parameters: Sendable, Hashable {
    /// What stands before the first semicolon.
    package var value: String
    /// The parameters, their names in lower case.
    package var parameters: [String: String] = [:]

    package init(parsing field: String) {
        let scalars = field.unicodeScalars
        let end = scalars.firstIndex(of: ";") ?? scalars.endIndex
        value = String(scalars[..<end]).trimmingWhitespace()
        guard !value.isEmpty, end < scalars.endIndex else { return }
        var reader = ParameterReader(rest: String(scalars[scalars.index(after: end)...]).trimmingWhitespace())
        parameters = Parameters.resolve(reader.readAll())
    }

    private static func resolve(_ raw: [(name: String, value: String)]) -> [String: String] {
        var resolved: [String: String] = [:]
        var continuedCharset = ""
        for (name, value) in raw {
            var name = name
            var value = value
            if name.utf8.last == UInt8(ascii: "*") {
                name.removeLast()
                value = decodeExtended(value, charset: &continuedCharset)
            }
            if value.utf8.first == UInt8(ascii: "\""), value.utf8.last == UInt8(ascii: "\""), value.utf8.count > 1 {
                value = unquote(value)
            }
            if let star = name.lastIndex(of: "*"), isNumber(name[star...].dropFirst()) {
                resolved[String(name[..<star]), default: ""] += value
            } else {
                resolved[name] = value
            }
        }
        return resolved
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// `charset'language'percent-encoded`; with an unknown charset the escapes stay.
    package static func decodeExtended(_ value: String, charset continued: inout String) -> String {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        let isMarked = parts.count == 3 && !parts[2].isEmpty
        let marked = isMarked ? parts[0].lowercased() : ""
        let charset = marked.isEmpty ? continued : marked
        let encoded = isMarked ? String(parts[2]) : value
        guard let decode = Charset.named(charset) else { return encoded }
        continued = charset
        return decode(PercentEncoding.decode(encoded.utf8))
    }

    /// The text of a quoted string (RFC 9110 §5.6.4); forms write a quote as `%22` (WHATWG HTML).
    private static func unquote(_ quoted: String) -> String {
        var text = ""
        var escaped = false
        for scalar in quoted.unicodeScalars.dropFirst().dropLast() {
            if escaped {
                if scalar != "\\" && scalar != "\"" { text.unicodeScalars.append("\\") }
                text.unicodeScalars.append(scalar)
                escaped = false
            } else if scalar == "\\" {
                escaped = true
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        if escaped { text.append("\\") }
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return text.split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
    }
}

/// The charsets that a field or a part of a form may name; others are not decoded.
package enum Charset {
    package typealias Decode = @Sendable ([UInt8]) -> String

    package static func named(_ name: String) -> Decode? { known[name.lowercased()] }

    private static let known: [String: Decode] = [
        "ascii": ascii, "us-ascii": ascii, "utf-8": utf8, "iso-8859-1": latin1,
    ]

    package static let utf8: Decode = { String(decoding: $0, as: UTF8.self) }

    /// Each byte is the scalar of its number.
    package static let latin1: Decode = { bytes in
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }

    private static let ascii: Decode = { bytes in
        var text = ""
        for byte in bytes { text.unicodeScalars.append(byte < 0x80 ? Unicode.Scalar(byte) : "\u{FFFD}") }
        return text
    }
}

/// Takes `name=value` parameters off the front of a text.
private struct ParameterReader {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    init(rest: String) { scalars = Array(rest.unicodeScalars) }

    /// The parameters as they stand, quotes included; names in lower case.
    mutating func readAll() -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        while place < scalars.count {
            if let name = takeName(), let value = takeValue() { found.append((name, value)) }
            guard let semicolon = scalars[place...].firstIndex(of: ";") else { break }
            place = semicolon + 1
            while place < scalars.count, scalars[place].properties.isWhitespace { place += 1 }
        }
        return found
    }

    private mutating func takeName() -> String? {
        var end = place
        while end < scalars.count, isToken(scalars[end]) { end += 1 }
        guard end > place, end < scalars.count, scalars[end] == "=" else { return nil }
        let name = text(place..<end).lowercased()
        place = end + 1
        return name
    }

    private mutating func takeValue() -> String? {
        guard place < scalars.count else { return nil }
        if scalars[place] == "\"" { return takeQuoted() }
        let start = place
        var end = place
        while end < scalars.count, isToken(scalars[end]) { end += 1 }
        return end > start ? text(start..<end) : nil
    }

    private mutating func takeQuoted() -> String? {
        var end = place + 1
        while end < scalars.count {
            if scalars[end] == "\\", end + 1 < scalars.count, scalars[end + 1] == "\\" || scalars[end + 1] == "\"" {
                end += 2
            } else if scalars[end] == "\"" {
                defer { place = end + 1 }
                return text(place..<end + 1)
            } else {
                end += 1
            }
        }
        return nil
    }

    private func isToken(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && FieldSyntax.isToken(UInt8(truncatingIfNeeded: scalar.value))
    }

    private func text(_ range: Range<Int>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[range])
        return text
    }
}
