/// One unit of `.debug_line`: a program for a small machine, which gives a source line for each address (DWARF 4 and 5, §6.2).
struct LineProgram {
    private var bytes: ByteReader
    private let version: Int
    private let minimumInstructionLength: UInt64
    private let lineBase: Int
    private let lineRange: Int
    private let operandCounts: [Int]
    private var table: [(name: String, folder: Int)] = []
    private var folders: [String] = []
    /// The whole names of the unit's files, by the program's numbers.
    private(set) var files: [String] = []

    /// Reads the unit's head and leaves `section` behind its end; nil if it is of another version, or the section is over.
    init?(_ section: inout ByteReader, strings: DebugStrings) {
        let length = section.number(4)
        guard length > 0, length < 0xFFFF_FFF0 else { return nil }
        bytes = section.part(Int(length))
        version = Int(bytes.number(2))
        guard version == 4 || version == 5 else { return nil }
        // The sizes of addresses and of segment selectors.
        if version == 5 { bytes.skip(2) }
        let headLength = Int(bytes.number(4))
        var head = bytes
        bytes.skip(headLength)
        minimumInstructionLength = head.number(1)
        // Operations per instruction, and whether rows begin statements.
        head.skip(2)
        lineBase = Int(Int8(truncatingIfNeeded: head.number(1)))
        lineRange = Int(head.number(1))
        let opcodeBase = Int(head.number(1))
        guard lineRange > 0, opcodeBase > 0 else { return nil }
        operandCounts = (1..<opcodeBase).map { _ in Int(head.number(1)) }
        if version == 5 {
            folders = LineProgram.entries(&head, strings).map(\.name)
            table = LineProgram.entries(&head, strings)
        } else {
            readTables(&head)
        }
        files = table.map(wholeName)
    }

    /// Version 4: names with an end, and the folder that a program is compiled in has no name.
    private mutating func readTables(_ head: inout ByteReader) {
        folders = [""]
        while let folder = head.text(), !folder.isEmpty { folders.append(folder) }
        table = [("", 0)]
        while let name = head.text(), !name.isEmpty {
            table.append((name, Int(clamping: head.unsigned())))
            _ = head.unsigned()
            _ = head.unsigned()
        }
    }

    /// Version 5: a description of the columns, then the rows.
    private static func entries(_ head: inout ByteReader, _ strings: DebugStrings) -> [(name: String, folder: Int)] {
        let columns = (0..<Int(head.number(1))).map { _ in (content: head.unsigned(), form: head.unsigned()) }
        let count = Int(clamping: head.unsigned())
        guard count <= head.count else { return [] }
        return (0..<count).map { _ in
            var entry = (name: "", folder: 0)
            for column in columns {
                switch (column.content, strings.value(column.form, &head)) {
                case (1, .text(let name)): entry.name = name
                case (2, .number(let index)): entry.folder = index
                default: continue
                }
            }
            return entry
        }
    }

    /// The name with its folder's; relative to the folder of compilation, where that has no name.
    private func wholeName(_ name: String, _ folder: Int) -> String {
        guard !name.hasPrefix("/"), folders.indices.contains(folder), !folders[folder].isEmpty else { return name }
        let parent = folders[folder].hasPrefix("/") || folder == 0 || folders[0].isEmpty ? "" : folders[0] + "/"
        return "\(parent)\(folders[folder])/\(name)"
    }

    /// The machine's registers.
    private struct Row {
        var address: UInt64 = 0
        var file = 1
        var line = 1
        var column = 0
    }

    /// Runs the program and gives the line that each of the addresses belongs to.
    mutating func find(_ addresses: Set<UInt64>, _ found: (UInt64, SourceLine) -> Void) {
        guard let lowest = addresses.min(), let highest = addresses.max() else { return }
        var row = Row()
        var last: Row?
        func emit(_ row: Row, endsSequence: Bool = false) {
            if let last, last.address <= highest, lowest < row.address, last.line > 0, files.indices.contains(last.file)
            {
                for address in addresses where last.address <= address && address < row.address {
                    found(address, SourceLine(file: files[last.file], line: last.line, column: last.column))
                }
            }
            last = endsSequence ? nil : row
        }
        while bytes.count > 0 {
            let opcode = Int(bytes.byte())
            if opcode > operandCounts.count {
                advance(&row, by: UInt64((opcode - operandCounts.count - 1) / lineRange))
                row.line += lineBase + (opcode - operandCounts.count - 1) % lineRange
                emit(row)
            } else if opcode == 0 {
                var operation = bytes.part(Int(clamping: bytes.unsigned()))
                switch operation.byte() {
                case 1:
                    emit(row, endsSequence: true)
                    row = Row()
                case 2: row.address = operation.number(8)
                default: continue
                }
            } else {
                step(opcode, &row)
                if opcode == 1 { emit(row) }
            }
        }
    }

    /// The operations with an opcode of their own.
    private mutating func step(_ opcode: Int, _ row: inout Row) {
        switch opcode {
        case 2: advance(&row, by: bytes.unsigned())
        case 3: row.line &+= bytes.signed()
        case 4: row.file = Int(clamping: bytes.unsigned())
        case 5: row.column = Int(clamping: bytes.unsigned())
        case 8: advance(&row, by: UInt64((255 - operandCounts.count - 1) / lineRange))
        case 9: row.address &+= bytes.number(2)
        default: for _ in 0..<operandCounts[opcode - 1] { _ = bytes.unsigned() }
        }
    }

    private func advance(_ row: inout Row, by count: UInt64) { row.address &+= count &* minimumInstructionLength }
}
