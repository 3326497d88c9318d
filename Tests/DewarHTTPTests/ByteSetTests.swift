import DewarHTTP
import Testing

struct ByteSetTests {
    private static let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    private static let subDelimiters = "!$&'()*+,;="

    @Test(
        "holds what the grammar names",
        arguments: [
            (ByteSet.token, "!#$%&'*+-.^_`|~\(unreserved)", false),
            (ByteSet.target, "\(unreserved)\(subDelimiters):/?[]@%\"<>\\^`{|}", true),
            (ByteSet.registeredName, unreserved + subDelimiters, false),
            (ByteSet.addressLiteral, "\(unreserved)\(subDelimiters):", false),
        ])
    func members(_ set: ByteSet, _ members: String, _ others: Bool) {
        let ascii = Set(members.utf8)
        for byte in UInt8.min...UInt8.max {
            #expect(set.contains(byte) == (byte < 128 ? ascii.contains(byte) : others), "\(byte)")
        }
    }
}
