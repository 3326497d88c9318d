/// A set of bytes, looked up in a table that all sets share: the parser of heads asks for nearly every byte.
package struct ByteSet: Sendable {
    private let bit: UInt8

    /// What methods and field names consist of (RFC 9110 §5.6.2).
    package static var token: ByteSet { ByteSet(bit: 1) }
    /// What a request target consists of: every visible character but `#`, and, since clients send it, UTF-8.
    package static var target: ByteSet { ByteSet(bit: 2) }
    /// What a name in Host consists of, percent signs aside (RFC 3986 §3.2.2).
    package static var registeredName: ByteSet { ByteSet(bit: 4) }
    /// What stands between the brackets of an address in Host.
    package static var addressLiteral: ByteSet { ByteSet(bit: 8) }

    @inline(__always)
    package func contains(_ byte: UInt8) -> Bool { ByteSet.table.utf8Start[Int(byte)] & bit != 0 }

    /// A letter for each byte, 32 a row: 64 and the bits of the sets that the byte is in. A text, since that stands in the
    /// program as it is; the tests compare it with the sets written out.
    private static var table: StaticString {
        """
        @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\
        @OBAOCOONNOONOOBOOOOOOOOOOJNBNBB\
        BOOOOOOOOOOOOOOOOOOOOOOOOOOBBBCO\
        COOOOOOOOOOOOOOOOOOOOOOOOOOBCBO@\
        BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\
        BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\
        BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\
        BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
        """
    }
}
