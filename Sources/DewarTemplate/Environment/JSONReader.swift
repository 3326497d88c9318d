/// Reads JSON into template values: the order of keys is kept, a number with a point or an exponent is a float, integers may
/// be of any size (RFC 8259).
struct JSONReader {
    /// What is wrong with a text, and where.
    struct Problem: Error, CustomStringConvertible {
        let message: String
        let line: Int
        var description: String { "line \(line): \(message)" }
    }

    private let bytes: [UInt8]
    private var offset = 0
    private let isShared: Bool
    private var keys: [String: Text] = [:]
    private static let maximumDepth = 2_000

    static func read(_ bytes: [UInt8], isShared: Bool) throws -> Value {
        var reader = JSONReader(bytes, isShared: isShared)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.offset == bytes.count else { throw reader.problem("more follows after the value") }
        return value
    }

    private init(_ bytes: [UInt8], isShared: Bool) {
        self.bytes = bytes
        self.isShared = isShared
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func problem(_ message: String) -> Problem {
        Problem(message: message, line: bytes[..<min(offset, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1)
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws {
        skipSpace()
        guard current == byte else { throw problem("expected '\(Character(Unicode.Scalar(byte)))'") }
        offset += 1
    }

    private mutating func value(depth: Int) throws -> Value {
        if depth > JSONReader.maximumDepth { throw problem("nested too deeply") }
        try StackGuard.check()
        skipSpace()
        guard let current else { throw problem("the text ends where a value is due") }
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .text(Text.make(try string()))
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .none)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw problem("expected a value")
        }
    }

    private mutating func word(_ word: String, _ value: Value) throws -> Value {
        guard bytes[offset...].starts(with: word.utf8) else { throw problem("expected a value") }
        offset += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws -> Value {
        let dict = Dict(isShared: isShared)
        try expect(UInt8(ascii: "{"))
        skipSpace()
        if current == UInt8(ascii: "}") {
            offset += 1
            return .dict(dict)
        }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw problem("expected a key in quotes") }
            let name = String(decoding: try string(), as: UTF8.self)
            let key = keys[name] ?? Text.key(name)
            keys[name] = key
            try expect(UInt8(ascii: ":"))
            dict.set(key, try value(depth: depth + 1))
            skipSpace()
            if current == UInt8(ascii: "}") { break }
            try expect(UInt8(ascii: ","))
        }
        offset += 1
        return .dict(dict)
    }

    private mutating func array(depth: Int) throws -> Value {
        var items: [Value] = []
        try expect(UInt8(ascii: "["))
        skipSpace()
        if current == UInt8(ascii: "]") {
            offset += 1
            return .list(List([], isShared: isShared))
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if current == UInt8(ascii: "]") { break }
            try expect(UInt8(ascii: ","))
        }
        offset += 1
        return .list(List(items, isShared: isShared))
    }

    private mutating func number() throws -> Value {
        let begin = offset
        var isFloat = false
        while let byte = current {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isFloat = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"): break
            default:
                return try number(bytes[begin..<offset], isFloat: isFloat)
            }
            offset += 1
        }
        return try number(bytes[begin..<offset], isFloat: isFloat)
    }

    private func number(_ digits: ArraySlice<UInt8>, isFloat: Bool) throws -> Value {
        let text = String(decoding: digits, as: UTF8.self)
        if isFloat {
            guard let double = Double(text) else { throw problem("'\(text)' is no number") }
            return .double(double)
        }
        if let int = Int(text) { return .int(int) }
        let isNegative = digits.first == UInt8(ascii: "-")
        guard digits.count < 100_000,
            let big = BigInt(digits: isNegative ? digits.dropFirst() : digits, base: 10, isNegative: isNegative)
        else { throw problem("'\(text.prefix(40))' is no number") }
        return .integer(big)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func string() throws -> [UInt8] {
        offset += 1
        var result: [UInt8] = []
        while let byte = current {
            offset += 1
            if byte == UInt8(ascii: "\"") { return result }
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard let letter = current else { break }
            offset += 1
            if let simple = JSONReader.escapes[letter] {
                result.append(simple)
            } else if letter == UInt8(ascii: "u") {
                result += Array(String(try unicodeEscape()).utf8)
            } else {
                throw problem("unknown escape in a string")
            }
        }
        throw problem("a string is not closed")
    }

    /// The character of `\uXXXX`, two of them making one beyond the basic plane. A half of a pair is U+FFFD.
    private mutating func unicodeEscape() throws -> Unicode.Scalar {
        let first = try hexadecimal()
        if first & 0xFC00 == 0xD800, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        {
            let mark = offset
            offset += 2
            let second = try hexadecimal()
            if second & 0xFC00 == 0xDC00 {
                return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)) ?? "\u{FFFD}"
            }
            offset = mark
        }
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws -> UInt32 {
        guard offset + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw problem("\\u needs four hexadecimal digits") }
        offset += 4
        return value
    }
}

extension TemplateValue {
    /// The value that a JSON text writes.
    public init(json: [UInt8]) throws { self.init(wrapping: try JSONReader.read(json, isShared: true)) }

    /// The entry of a dictionary; nil if there is none.
    public subscript(key: String) -> TemplateValue? {
        guard case .dict(let dict) = value else { return nil }
        return dict[Text.key(key)].map { TemplateValue(wrapping: $0) }
    }

    /// The keys of a dictionary in their order; none for all else.
    public var keys: [String] {
        guard case .dict(let dict) = value else { return [] }
        return dict.keys.compactMap { $0.asText?.string }
    }
}
