/// Base64 in the alphabet of URLs, without padding (RFC 4648 §5).
enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> String { Base64.encode(bytes, Base64.urlAlphabet, padded: false) }

    /// The bytes of a text; nil where it is none. Padding may be there, and bits too many may be set, as Python allows.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? { Base64.decode(text, Base64.urlValues) }
}

/// Base64 (RFC 4648 §4).
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String { encode(bytes, alphabet, padded: true) }

    static func decode(_ text: String) -> [UInt8]? { decode(text.utf8, values) }

    fileprivate static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    fileprivate static let urlAlphabet = Array(alphabet.dropLast(2)) + Array("-_".utf8)
    private static let values = inverse(alphabet)
    fileprivate static let urlValues = inverse(urlAlphabet)
    private static let none: UInt8 = 255

    private static func inverse(_ alphabet: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: none, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }

    fileprivate static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], padded: Bool) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
            for index in 0...count { text.append(alphabet[Int(group >> UInt32(18 - 6 * index) & 63)]) }
            if padded { text += [UInt8](repeating: UInt8(ascii: "="), count: 3 - count) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    fileprivate static func decode(_ text: some Collection<UInt8>, _ values: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 2)
        var (group, bits): (UInt32, UInt32) = (0, 0)
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == UInt8(ascii: "=") {
                guard rest.allSatisfy({ $0 == UInt8(ascii: "=") }), rest.count < 2 else { return nil }
                break
            }
            let value = values[Int(character)]
            guard value != none else { return nil }
            group = group << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        // One character alone is less than a byte.
        return bits == 6 ? nil : bytes
    }
}
