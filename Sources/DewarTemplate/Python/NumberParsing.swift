/// What Python's `int(text, base)` and `float(text)` read: white space around, digits of any script, underscores between
/// digits.
enum NumberParsing {
    /// As many digits as are converted at most. Python has this limit too, but not for bases that are powers of two.
    static let maximumDigits = 4300

    /// The integer; nil if the text is none. A base of 0 is told by the prefix.
    static func integer(_ text: Text, base: Int) -> Value? {
        var bytes = plain(text)[...]
        let isNegative = takeSign(&bytes)
        guard let base = takePrefix(&bytes, base), let digits = withoutUnderscores(bytes) else { return nil }
        if digits.count > maximumDigits { return nil }
        return BigInt(digits: digits, base: UInt32(base), isNegative: isNegative).map(Value.integer)
    }

    /// The number; nil if the text is none.
    static func float(_ text: Text) -> Double? {
        var bytes = plain(text)[...]
        let isNegative = takeSign(&bytes)
        let lowered = bytes.map { $0 | 0x20 }
        if lowered == Array("inf".utf8) || lowered == Array("infinity".utf8) {
            return isNegative ? -.infinity : .infinity
        }
        if lowered == Array("nan".utf8) { return .nan }
        guard isDecimal(bytes), let value = Double(String(decoding: bytes.filter { $0 != underscore }, as: UTF8.self))
        else { return nil }
        return isNegative ? -value : value
    }

    private static let underscore = UInt8(ascii: "_")

    /// The text without white space around it and with ASCII digits for those of other scripts.
    private static func plain(_ text: Text) -> [UInt8] {
        let text = text.stripped()
        if text.isASCII { return Array(text.bytes) }
        // A byte that is no digit anywhere stands for all other characters.
        return text.scalars.map { scalar in
            scalar.decimalDigit.map { UInt8($0) + UInt8(ascii: "0") } ?? (scalar.isASCII ? UInt8(scalar.value) : 0)
        }
    }

    private static func takeSign(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else { return false }
        bytes.removeFirst()
        return first == UInt8(ascii: "-")
    }

    /// The base that the prefix tells, which is removed; nil if the text does not fit the base.
    private static func takePrefix(_ bytes: inout ArraySlice<UInt8>, _ base: Int) -> Int? {
        let prefixed: Int? =
            switch bytes.dropFirst().first.map({ $0 | 0x20 }) {
            case UInt8(ascii: "x"): 16
            case UInt8(ascii: "o"): 8
            case UInt8(ascii: "b"): 2
            default: nil
            }
        if bytes.first == UInt8(ascii: "0"), let prefixed, base == 0 || base == prefixed {
            bytes.removeFirst(2)
            if bytes.first == underscore { bytes.removeFirst() }
            return prefixed
        }
        if base != 0 { return base }
        // As in a literal, a zero may only be followed by zeros.
        let isZero = bytes.allSatisfy { $0 == UInt8(ascii: "0") || $0 == underscore }
        return bytes.first == UInt8(ascii: "0") && !isZero ? nil : 10
    }

    /// The digits; nil if there are none or an underscore stands elsewhere than between two.
    private static func withoutUnderscores(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard let first = bytes.first, let last = bytes.last, first != underscore, last != underscore else {
            return nil
        }
        let isDoubled = zip(bytes, bytes.dropFirst()).contains { $0 == underscore && $1 == underscore }
        return isDoubled ? nil : bytes.filter { $0 != underscore }
    }

    /// True for `digits [. digits] [e [sign] digits]`, where digits may be missing on one side of the point.
    private static func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        guard let whole = takeDigits(&rest) else { return false }
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard let taken = takeDigits(&rest) else { return false }
            fraction = taken
        }
        guard whole + fraction > 0 else { return false }
        guard let exponent = rest.first else { return true }
        guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
        rest.removeFirst()
        _ = takeSign(&rest)
        return (takeDigits(&rest) ?? 0) > 0 && rest.isEmpty
    }

    /// Removes digits with single underscores between them and returns how many there are; nil for a stray underscore.
    private static func takeDigits(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var count = 0
        var afterUnderscore = false
        while let byte = bytes.first {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                count += 1
                afterUnderscore = false
            } else if byte == underscore, count > 0, !afterUnderscore {
                afterUnderscore = true
            } else {
                break
            }
            bytes.removeFirst()
        }
        return afterUnderscore ? nil : count
    }
}
