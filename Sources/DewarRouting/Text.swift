/// A text that is searched: well-formed UTF-8, and where its first segment starts.
struct Text {
    let base: UnsafePointer<UInt8>
    let count: Int
    let start: Int

    private static let nothing: StaticString = ""

    init(_ bytes: UnsafeBufferPointer<UInt8>, start: Int) {
        base = bytes.baseAddress ?? Text.nothing.utf8Start
        count = bytes.count
        self.start = start
    }

    func has(_ bytes: [UInt8], at place: Int) -> Bool {
        guard place + bytes.count <= count else { return false }
        for index in bytes.indices where bytes[index] != base[place + index] { return false }
        return true
    }

    /// Whether a character starts at this place, or the text ends there.
    func isBoundary(_ place: Int, _ end: Int) -> Bool { place >= end || base[place] & 0xC0 != 0x80 }

    /// The place behind so many characters (Unicode scalars); nil if there are fewer.
    func after(_ characters: Int, from start: Int, to end: Int) -> Int? {
        var place = start
        var left = characters
        while left > 0 {
            guard place < end else { return nil }
            place += 1
            while place < end, base[place] & 0xC0 == 0x80 { place += 1 }
            left -= 1
        }
        return place
    }

    func substring(_ start: Int, _ end: Int) -> Substring {
        String(decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)[...]
    }
}
