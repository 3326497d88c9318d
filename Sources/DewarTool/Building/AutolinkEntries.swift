internal import DewarLinux

/// What an object asks the linker for: the libraries behind its imports.
enum AutolinkEntries {
    /// The flags of an object's section `.swift1_autolink_entries`, `-lswift_Concurrency` for example; empty for a
    /// file that is no 64-bit little-endian ELF object (System V ABI, Object Files).
    static func read(from bytes: [UInt8]) -> [String] {
        guard bytes.count > 64, bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]) else { return [] }
        let table = bytes.number(at: 0x28, bytes: 8)
        let size = bytes.number(at: 0x3a, bytes: 2)
        let count = bytes.number(at: 0x3c, bytes: 2)
        let names = bytes.number(at: 0x3e, bytes: 2)
        guard size >= 64, let nameSection = bytes.section(table + names * size) else { return [] }
        for index in 0..<count {
            let header = table + index * size
            let name = nameSection.dropFirst(bytes.number(at: header, bytes: 4)).prefix { $0 != 0 }
            guard name.elementsEqual(".swift1_autolink_entries".utf8), let section = bytes.section(header) else {
                continue
            }
            return section.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        }
        return []
    }
}

extension [UInt8] {
    fileprivate func number(at offset: Int, bytes count: Int) -> Int {
        guard offset >= 0, offset <= self.count - count else { return 0 }
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(self[offset + index]) }
        // Whatever lies beyond the end is as far away as the end, so that sums do not overflow.
        return Int(Swift.min(value, UInt64(self.count)))
    }

    /// The contents of the section whose header is at this place.
    fileprivate func section(_ header: Int) -> ArraySlice<UInt8>? {
        let offset = number(at: header + 0x18, bytes: 8)
        let size = number(at: header + 0x20, bytes: 8)
        guard offset > 0, offset <= count, size <= count - offset else { return nil }
        return self[offset..<offset + size]
    }
}
