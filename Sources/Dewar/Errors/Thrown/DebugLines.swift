internal import DewarLinux

/// A line of a source file.
struct SourceLine: Sendable, Hashable {
    /// The path as the compiler was given it.
    var file: String
    var line: Int
    /// From 1 on; 0 where it is not known.
    var column: Int

    func isSameLine(as other: SourceLine) -> Bool { line == other.line && file == other.file }
}

/// What a program's own file says of its source lines (ELF, DWARF).
struct DebugLines {
    private var lines: [UInt8] = []
    private var strings = DebugStrings()
    /// Whether the file's addresses count from where it is loaded.
    private var isMovable = false

    /// Nil if it is no ELF file of 64 bits.
    init?(of path: String) {
        guard let file = try? RegularFile.open(path), var head = try? ByteReader(file.read(at: 0, count: 64)),
            head.number(4) == 0x464C_457F, head.number(1) == 2
        else { return nil }
        head.skip(11)
        isMovable = head.number(2) == 3
        head.skip(22)
        let table = Int(clamping: head.number(8))
        head.skip(10)
        let entrySize = Int(head.number(2))
        let count = Int(head.number(2))
        let namesIndex = Int(head.number(2))
        var sections: [Section] = []
        for index in 0..<count {
            guard let bytes = try? file.read(at: table + index * entrySize, count: entrySize) else { return nil }
            sections.append(Section(ByteReader(bytes)))
        }
        guard sections.indices.contains(namesIndex) else { return nil }
        let names = sections[namesIndex].content(of: file)
        for section in sections where !section.isPacked {
            var name = ByteReader(names)
            name.skip(section.name)
            switch name.text() {
            case ".debug_line": lines = section.content(of: file)
            case ".debug_str": strings.texts = section.content(of: file)
            case ".debug_line_str": strings.lineTexts = section.content(of: file)
            default: continue
            }
        }
    }

    /// What is needed of a section's header (ELF-64 object file format, section header).
    private struct Section {
        var name: Int
        var isPacked: Bool
        var offset: Int
        var size: Int

        init(_ header: ByteReader) {
            var header = header
            name = Int(header.number(4))
            header.skip(4)
            isPacked = header.number(8) & 0x800 != 0
            header.skip(8)
            offset = Int(clamping: header.number(8))
            size = Int(clamping: header.number(8))
        }

        func content(of file: borrowing RegularFile) -> [UInt8] {
            guard size <= file.size else { return [] }
            return (try? file.read(at: offset, count: size)) ?? []
        }
    }

    /// The lines of those of the addresses that come from wanted files, in a program that is loaded at `base`.
    func lines(
        of addresses: Set<UInt>, loadedAt base: UInt, where isWanted: (String) -> Bool
    ) -> [UInt: SourceLine] {
        let bias = isMovable ? base : 0
        let wanted = Set(addresses.filter { $0 >= bias }.map { UInt64($0 - bias) })
        var found: [UInt: SourceLine] = [:]
        var section = ByteReader(lines)
        while found.count < wanted.count, section.count > 0 {
            guard var program = LineProgram(&section, strings: strings), program.files.contains(where: isWanted) else {
                continue
            }
            program.find(wanted) { if isWanted($1.file) { found[UInt($0) + bias] = $1 } }
        }
        return found
    }
}

/// The texts that line programs of version 5 refer to.
struct DebugStrings {
    var texts: [UInt8] = []
    var lineTexts: [UInt8] = []

    enum Value {
        case text(String)
        case number(Int)
        case other
    }

    /// Reads a value in one of the forms that file tables use (DWARF 5 §7.5.6).
    func value(_ form: UInt64, _ bytes: inout ByteReader) -> Value {
        switch form {
        case 0x08: return bytes.text().map(Value.text) ?? .other
        case 0x0e: return text(at: bytes.number(4), in: texts)
        case 0x1f: return text(at: bytes.number(4), in: lineTexts)
        case 0x0b: return .number(Int(bytes.number(1)))
        case 0x05: return .number(Int(bytes.number(2)))
        case 0x0f: return .number(Int(clamping: bytes.unsigned()))
        case 0x1e:
            bytes.skip(16)
            return .other
        default:
            bytes.skip(bytes.count)
            return .other
        }
    }

    private func text(at offset: UInt64, in texts: [UInt8]) -> Value {
        var reader = ByteReader(texts)
        reader.skip(Int(clamping: offset))
        return reader.text().map(Value.text) ?? .other
    }
}
