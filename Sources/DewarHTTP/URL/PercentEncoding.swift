/// Percent-encoding of text in URLs (RFC 3986 §2.1).
package enum PercentEncoding {
    /// The bytes that stand for themselves in one part of a URL; all others are written as `%XX`.
    package struct Safe: Sendable {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        /// Letters, digits and `-._~` (RFC 3986 §2.3), and those of `others`.
        package init(and others: StaticString) {
            for byte in UInt8(0)..<128 where Safe.isUnreserved(byte) { insert(byte) }
            others.withUTF8Buffer { for byte in $0 { insert(byte) } }
        }

        package func contains(_ byte: UInt8) -> Bool {
            switch byte {
            case 0..<64: low & (1 << UInt64(byte)) != 0
            case 64..<128: high & (1 << UInt64(byte - 64)) != 0
            default: false
            }
        }

        private mutating func insert(_ byte: UInt8) {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }

        private static func isUnreserved(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                true
            default: false
            }
        }

        /// Nothing but letters, digits and `-._~`.
        package static let nothing = Safe(and: "")
        /// What a path holds, `%` included: escapes that are there stay (WHATWG URL, path segment).
        package static let path = Safe(and: "%!$&'()*+,/:;=@")
        /// What a query holds, `%` included.
        package static let query = Safe(and: "%!$&'()*+,/:;=?@")
        /// What a fragment holds, `%` included.
        package static let fragment = Safe(and: "%!#$&'()*+,/:;=?@")
        /// What user and password before a host hold, `%` included.
        package static let user = Safe(and: "%!$&'()*+,;=")
        /// What a name or value of a query that is made from pairs holds.
        package static let queryPart = Safe(and: "!$'()*,/:;?@")
        /// What the value of an extended parameter holds (RFC 8187 §3.2.1).
        package static let extendedValue = Safe(and: "!#$&+^`|")
        /// What a cookie's path holds: a path without `;`.
        package static let cookiePath = Safe(and: "%!$&'()*+,/:=@")
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The text with every byte that is not safe written as `%XX`.
    package static func encode(_ text: some StringProtocol, safe: Safe = .nothing) -> String {
        encode(text.utf8, safe: safe)
    }

    package static func encode(_ bytes: some Sequence<UInt8>, safe: Safe = .nothing) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.underestimatedCount)
        for byte in bytes {
            if safe.contains(byte) { encoded.append(byte) } else { encoded += escape(byte) }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    package static func escape(_ byte: UInt8) -> [UInt8] {
        [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// The bytes with every escape resolved; what is no escape stays as it is.
    package static func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        bytes.withContiguousStorageIfAvailable(decode) ?? Array(bytes).withUnsafeBufferPointer(decode)
    }

    package static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count) { decoded, count in
            var place = 0
            while place < bytes.count {
                var byte = bytes[place]
                place += 1
                if byte == UInt8(ascii: "%"), place + 1 < bytes.count, let high = hexadecimal(bytes[place]),
                    let low = hexadecimal(bytes[place + 1])
                {
                    byte = high << 4 | low
                    place += 2
                }
                decoded[count] = byte
                count += 1
            }
        }
    }

    /// A path with its escapes resolved once; bytes that are no UTF-8 become U+FFFD.
    package static func decodePath(_ path: some StringProtocol) -> String {
        guard path.utf8.contains(UInt8(ascii: "%")) else { return String(path) }
        return String(decoding: decode(path.utf8), as: UTF8.self)
    }

    /// Bytes as text; those that are no UTF-8 are written as `%XX`.
    package static func textKeepingInvalidBytesEscaped(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        var iterator = bytes.makeIterator()
        var position = 0
        var parser = Unicode.UTF8.ForwardParser()
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                text.unicodeScalars.append(Unicode.UTF8.decode(encoded))
                position += encoded.count
            case .error(let length):
                for byte in bytes[position..<position + length] {
                    text += String(decoding: escape(byte), as: UTF8.self)
                }
                position += length
            case .emptyInput:
                return text
            }
        }
    }

    package static func hexadecimal(_ digit: UInt8?) -> UInt8? {
        switch digit {
        case let digit? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit): digit - UInt8(ascii: "0")
        case let digit? where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit): digit - UInt8(ascii: "a") + 10
        case let digit? where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(digit): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
