/// Adler-32, the checksum of zlib streams (RFC 1950 §8.2).
enum Adler32 {
    static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
        bytes.withContiguousStorageIfAvailable(checksum) ?? Array(bytes).withUnsafeBufferPointer(checksum)
    }

    private static func checksum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        var start = 0
        while start < bytes.count {
            // The most bytes for which neither sum can overflow.
            let end = min(start + 5552, bytes.count)
            for index in start..<end {
                a &+= UInt32(bytes[index])
                b &+= a
            }
            (a, b) = (a % 65_521, b % 65_521)
            start = end
        }
        return b << 16 | a
    }
}

/// CRC-32, the checksum of gzip files (RFC 1952 §8).
enum CRC32 {
    /// Eight tables, so that eight bytes are taken at once.
    private static let table: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
            table[byte] = value
        }
        for index in 256..<2048 {
            let before = table[index - 256]
            table[index] = before >> 8 ^ table[Int(before & 255)]
        }
        return table
    }()

    static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
        bytes.withContiguousStorageIfAvailable(checksum) ?? Array(bytes).withUnsafeBufferPointer(checksum)
    }

    private static func checksum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            var crc = UInt32.max
            var index = 0
            let words = UnsafeRawBufferPointer(bytes)
            while index + 8 <= bytes.count {
                let word =
                    UInt64(littleEndian: words.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ UInt64(crc)
                crc = 0
                for byte in 0..<8 { crc ^= table[(7 - byte) * 256 + Int(word >> UInt64(8 * byte) & 255)] }
                index += 8
            }
            while index < bytes.count {
                crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[index])) & 255)]
                index += 1
            }
            return ~crc
        }
    }
}
