/// A set of bytes, kept as bits. Bytes from 128 on are all in it or none.
package struct ByteSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private let others: Bool

    package init(_ members: String, others: Bool = false) {
        self.others = others
        for byte in members.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
        }
    }

    @inline(__always)
    package func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 != 0 : byte < 128 ? high >> UInt64(byte & 63) & 1 != 0 : others
    }

    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    private static let digits = "0123456789"
    private static let unreserved = letters + digits + "-._~"
    private static let subDelimiters = "!$&'()*+,;="

    /// What methods and field names consist of (RFC 9110 §5.6.2).
    package static let token = ByteSet("!#$%&'*+-.^_`|~" + letters + digits)
    /// What a request target consists of: every visible character but `#`, and, since clients send it, UTF-8.
    package static let target = ByteSet(unreserved + subDelimiters + ":/?[]@%\"<>\\^`{|}", others: true)
    /// What a name in Host consists of, percent signs aside (RFC 3986 §3.2.2).
    package static let registeredName = ByteSet(unreserved + subDelimiters)
    /// What stands between the brackets of an address in Host.
    package static let addressLiteral = ByteSet(unreserved + subDelimiters + ":")
}
