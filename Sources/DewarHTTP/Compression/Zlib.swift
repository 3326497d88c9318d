/// zlib streams (RFC 1950): deflate with two bytes before and an Adler-32 behind.
package enum Zlib {
    package static func compress(_ bytes: [UInt8], _ effort: Deflate.Effort = .normal) -> [UInt8] {
        // Method 8 (deflate), a window of 32 KiB, no dictionary, the usual level.
        let checksum = Adler32.checksum(bytes)
        return [0x78, 0x9C] + Deflate.compress(bytes, effort)
            + stride(from: 24, through: 0, by: -8).map { UInt8(checksum >> UInt32($0) & 255) }
    }

    /// The bytes of a stream. What follows the stream is an error.
    ///
    /// - Parameter limit: the most bytes that it may make.
    package static func decompress(_ stream: [UInt8], limit: Int) throws(Inflate.Problem) -> [UInt8] {
        guard stream.count >= 2 else { throw .truncated }
        let header = UInt16(stream[0]) << 8 | UInt16(stream[1])
        guard stream[0] & 15 == 8, stream[0] >> 4 <= 7, header % 31 == 0, stream[1] & 0x20 == 0 else {
            throw .wrongFormat
        }
        let result: Result<[UInt8], Inflate.Problem> = stream.withUnsafeBufferPointer { input in
            do throws(Inflate.Problem) {
                let (bytes, end) = try Inflate.decompress(input, from: 2, limit: limit)
                guard end + 4 == input.count else { throw end + 4 < input.count ? .corrupt : .truncated }
                let checksum = input[end...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                guard checksum == Adler32.checksum(bytes) else { throw .wrongChecksum }
                return .success(bytes)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
