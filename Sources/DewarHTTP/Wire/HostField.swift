/// Host as RFC 9110 §7.2 and RFC 3986 §3.2 allow it: a name, an IPv4 address or `[IPv6]`, and perhaps a port.
enum HostField {
    /// An empty value is valid: the target has no authority.
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var i = 0
        if bytes.first == UInt8(ascii: "[") {
            let inside = ByteSet.addressLiteral
            i = 1
            while i < bytes.count, inside.contains(bytes[i]) { i += 1 }
            guard i > 1, i < bytes.count, bytes[i] == UInt8(ascii: "]") else { return false }
            i += 1
        } else {
            let name = ByteSet.registeredName
            while i < bytes.count {
                if name.contains(bytes[i]) {
                    i += 1
                } else if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.count, isHex(bytes[i + 1]), isHex(bytes[i + 2]) {
                    i += 3
                } else {
                    break
                }
            }
        }
        guard i < bytes.count else { return true }
        guard bytes[i] == UInt8(ascii: ":") else { return false }
        return bytes[(i + 1)...].allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }
}
