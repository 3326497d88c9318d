/// Reads JSON (RFC 8259). The input may come from anyone: its depth is limited, and nothing in it can trap.
package struct JSONParser {
    /// What is wrong, and at which byte.
    package struct Problem: Error, Hashable {
        package var what: String
        package var offset: Int
    }

    /// Arrays and objects within one another, at most.
    package static let maximumDepth = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The value that the whole input is.
    package static func parse(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
        let result: Result<JSONValue, Problem> = bytes.withUnsafeBufferPointer { bytes in
            var parser = JSONParser(bytes)
            do throws(Problem) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func document() throws(Problem) -> JSONValue {
        let value = try value()
        skipSpace()
        guard place == bytes.count else { throw problem("there is more after the end") }
        return value
    }

    private mutating func value() throws(Problem) -> JSONValue {
        skipSpace()
        guard let byte = peek() else { throw problem("a value is missing") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { (parser: inout JSONParser) throws(Problem) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser: inout JSONParser) throws(Problem) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw problem("no value begins with this")
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(Problem) -> JSONValue
    ) throws(Problem) -> JSONValue {
        guard depth < JSONParser.maximumDepth else { throw problem("nested too deeply") }
        depth += 1
        place += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(Problem) -> JSONValue {
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw problem("a key in quotes is missing") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw problem("a colon is missing") }
            members[name] = try value()
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or } is missing") }
        }
    }

    private mutating func array() throws(Problem) -> JSONValue {
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or ] is missing") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Problem) -> JSONValue {
        let rest = bytes[place...].prefix(word.utf8CodeUnitCount)
        guard word.withUTF8Buffer({ $0.elementsEqual(rest) }) else { throw problem("no value begins with this") }
        place += word.utf8CodeUnitCount
        return value
    }

    private mutating func number() throws(Problem) -> JSONValue {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let leadingZero = peek() == UInt8(ascii: "0")
        let integerDigits = skipDigits()
        guard integerDigits > 0 else { throw problem("a digit is missing") }
        guard !leadingZero || integerDigits == 1 else { throw problem("a number begins with a zero") }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            guard skipDigits() > 0 else { throw problem("a digit is missing") }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard skipDigits() > 0 else { throw problem("a digit is missing") }
        }
        let digits = String(decoding: bytes[start..<place], as: UTF8.self)
        if isInteger, let integer = Int(digits) { return .integer(integer) }
        guard let number = Double(digits), number.isFinite else { throw problem("the number is too large") }
        return .number(number)
    }

    private mutating func string() throws(Problem) -> String {
        place += 1
        let start = place
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        if peek() == UInt8(ascii: "\"") {
            defer { place += 1 }
            return try text(Array(bytes[start..<place]))
        }
        var unescaped = Array(bytes[start..<place])
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return try text(unescaped)
            case UInt8(ascii: "\\"):
                unescaped += try escape()
            case 0..<0x20:
                throw problem("a control character stands in a string")
            default:
                unescaped.append(byte)
                place += 1
            }
        }
        throw problem("a string is not closed")
    }

    private func text(_ bytes: [UInt8]) throws(Problem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("a string is not UTF-8") }
        return text
    }

    private mutating func escape() throws(Problem) -> [UInt8] {
        place += 1
        guard let letter = peek() else { throw problem("a string is not closed") }
        place += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try escapedScalar())).utf8)
        default: throw problem("an unknown escape")
        }
    }

    /// The scalar of one or two `\uXXXX`; half of a pair alone becomes U+FFFD.
    private mutating func escapedScalar() throws(Problem) -> Unicode.Scalar {
        let unit = try hexadecimalUnit()
        guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        let afterFirst = place
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            place = afterFirst
            return "\u{FFFD}"
        }
        let second = try hexadecimalUnit()
        guard (0xDC00..<0xE000).contains(second) else {
            place = afterFirst
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimalUnit() throws(Problem) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = PercentEncoding.hexadecimal(peek()) else { throw problem("four digits are missing") }
            unit = unit << 4 | UInt32(digit)
            place += 1
        }
        return unit
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func skipDigits() -> Int {
        let start = place
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        return place - start
    }

    private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        place += 1
        return true
    }

    private func problem(_ what: String) -> Problem { Problem(what: what, offset: place) }
}
