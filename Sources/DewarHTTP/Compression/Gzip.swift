/// gzip files (RFC 1952), as `Content-Encoding: gzip` carries them.
///
/// ```swift
/// if body.count > 500 { body = Gzip.compress(body) }
/// ```
package enum Gzip {
    /// One member without name and time, so that equal bytes give equal files.
    package static func compress(_ bytes: [UInt8], _ effort: Deflate.Effort = .normal) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        file += Deflate.compress(bytes, effort)
        for value in [CRC32.checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
            for shift in stride(from: UInt32(0), through: 24, by: 8) { file.append(UInt8(value >> shift & 255)) }
        }
        return file
    }

    /// The bytes of all members.
    ///
    /// - Parameter limit: the most bytes that they may make together.
    package static func decompress(_ file: [UInt8], limit: Int) throws(Inflate.Problem) -> [UInt8] {
        let result: Result<[UInt8], Inflate.Problem> = file.withUnsafeBufferPointer { input in
            do throws(Inflate.Problem) {
                var bytes: [UInt8] = []
                var place = 0
                repeat {
                    let start = try headerEnd(input, from: place)
                    let member = try Inflate.decompress(input, from: start, limit: limit - bytes.count)
                    guard member.end + 8 <= input.count else { throw .truncated }
                    guard number(input, member.end) == CRC32.checksum(member.bytes),
                        number(input, member.end + 4) == UInt32(truncatingIfNeeded: member.bytes.count)
                    else { throw .wrongChecksum }
                    bytes += member.bytes
                    place = member.end + 8
                } while place < input.count
                return .success(bytes)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Where a member's deflate stream starts (RFC 1952 §2.3).
    private static func headerEnd(_ input: UnsafeBufferPointer<UInt8>, from start: Int) throws(Inflate.Problem) -> Int {
        guard start + 10 <= input.count else { throw .truncated }
        guard input[start] == 0x1F, input[start + 1] == 0x8B, input[start + 2] == 8, input[start + 3] & 0xE0 == 0 else {
            throw .wrongFormat
        }
        let flags = input[start + 3]
        var place = start + 10
        if flags & 4 != 0 {
            guard place + 2 <= input.count else { throw .truncated }
            place += 2 + Int(input[place]) + Int(input[place + 1]) << 8
        }
        // A name and a comment, each with a zero at its end.
        for flag in [8, 16] as [UInt8] where flags & flag != 0 {
            guard place < input.count, let end = input[place...].firstIndex(of: 0) else { throw .truncated }
            place = end + 1
        }
        if flags & 2 != 0 { place += 2 }
        guard place <= input.count else { throw .truncated }
        return place
    }

    private static func number(_ input: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt32 {
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(input[place + $1]) << UInt32(8 * $1) }
    }
}
