/// Reads a JSON text (RFC 8259). A name that comes twice keeps its last value, as in Python.
package struct JSONReader {
    /// The text is no JSON: at this byte.
    package struct Malformed: Error, Hashable {
        package var place: Int
    }

    /// Deeper texts are refused, so that none can exhaust the stack.
    static let maximumDepth = 200

    private let bytes: [UInt8]
    private var place = 0

    package static func node(_ text: String) throws(Malformed) -> JSONNode { try node(Array(text.utf8)) }

    package static func node(_ bytes: [UInt8]) throws(Malformed) -> JSONNode {
        var reader = JSONReader(bytes: bytes)
        let node = try reader.value(depth: 0)
        reader.skipSpaces()
        guard reader.place == bytes.count else { throw Malformed(place: reader.place) }
        return node
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var malformed: Malformed { Malformed(place: place) }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpaces() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(Malformed) -> JSONNode {
        guard depth < JSONReader.maximumDepth else { throw malformed }
        skipSpaces()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ node: JSONNode) throws(Malformed) -> JSONNode {
        let length = word.utf8CodeUnitCount
        let fits =
            place + length <= bytes.count
            && word.withUTF8Buffer { [bytes, place] in bytes[place..<place + length].elementsEqual($0) }
        guard fits else { throw malformed }
        place += length
        return node
    }

    private mutating func object(depth: Int) throws(Malformed) -> JSONNode {
        place += 1
        var members: [JSONNode.Member] = []
        var places: [String: Int] = [:]
        skipSpaces()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpaces()
            guard next == UInt8(ascii: "\"") else { throw malformed }
            let name = try string()
            skipSpaces()
            guard take(UInt8(ascii: ":")) else { throw malformed }
            let value = try value(depth: depth)
            if let known = places[name] {
                members[known].value = value
            } else {
                places[name] = members.count
                members.append(JSONNode.Member(name, value))
            }
            skipSpaces()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw malformed }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Malformed) -> JSONNode {
        place += 1
        var elements: [JSONNode] = []
        skipSpaces()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth))
            skipSpaces()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw malformed }
        return .array(elements)
    }

    private mutating func number() throws(Malformed) -> JSONNode {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let first = place
        skipDigits()
        guard place > first, bytes[first] != UInt8(ascii: "0") || place == first + 1 else { throw malformed }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            let fraction = place
            skipDigits()
            guard place > fraction else { throw malformed }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            let exponent = place
            skipDigits()
            guard place > exponent else { throw malformed }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole { return Int(text).map { .int($0) } ?? .bigInt(text) }
        guard let double = Double(text) else { throw malformed }
        return .float(double)
    }

    private mutating func skipDigits() {
        while let byte = next, (48...57).contains(byte) { place += 1 }
    }

    private mutating func string() throws(Malformed) -> String {
        place += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            place += 1
            if byte == UInt8(ascii: "\\") {
                try escape(into: &text)
            } else if byte < 0x20 {
                throw malformed
            } else {
                text.append(byte)
            }
        }
        guard take(UInt8(ascii: "\"")) else { throw malformed }
        return String(decoding: text, as: UTF8.self)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]

    private mutating func escape(into text: inout [UInt8]) throws(Malformed) {
        guard let byte = next else { throw malformed }
        place += 1
        if let plain = JSONReader.escapes[byte] { return text.append(plain) }
        guard byte == UInt8(ascii: "u") else { throw malformed }
        var scalar = UInt32(try unit())
        if (0xD800..<0xDC00).contains(scalar), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        {
            let back = place
            place += 2
            let low = UInt32(try unit())
            if (0xDC00..<0xE000).contains(low) {
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            } else {
                place = back
            }
        }
        // Half of a pair is no character.
        text += Array(String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
    }

    private mutating func unit() throws(Malformed) -> UInt16 {
        guard place + 4 <= bytes.count else { throw malformed }
        var unit: UInt16 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { throw malformed }
            unit = unit << 4 | UInt16(digit)
        }
        place += 4
        return unit
    }
}
