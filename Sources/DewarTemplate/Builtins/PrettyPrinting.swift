/// Python's `pprint.pformat`: a value over several lines if it is wider than 80 characters, dictionaries by key.
struct PrettyPrinting {
    private static let lineWidth = 80

    private let renderer: Renderer
    private let output: OutputBuffer
    /// The containers that are being written.
    private var open: [ObjectIdentifier] = []

    static func text(_ value: Value, _ renderer: Renderer) throws -> Text {
        var printer = PrettyPrinting(renderer)
        try printer.write(value, indent: 0, allowance: 0, level: 0)
        return printer.output.take(from: 0)
    }

    private init(_ renderer: Renderer) {
        self.renderer = renderer
        output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
    }

    /// - Parameters:
    ///   - indent: the column at which the value begins.
    ///   - allowance: how many characters follow on its last line.
    private mutating func write(_ value: Value, indent: Int, allowance: Int, level: Int) throws {
        try renderer.checkSize(of: output)
        try StackGuard.check()
        let flat = try onOneLine(value)
        if flat.length <= PrettyPrinting.lineWidth - indent - allowance { return output.append(flat) }
        switch value {
        case .list(let list):
            try write(list.items, "[", "]", list, indent, allowance, level)
        case .tuple(let list):
            try write(list.items, "(", list.count == 1 ? ",)" : ")", list, indent, allowance, level)
        case .dict(let dict): try write(dict, indent, allowance, level)
        case .text(let text): write(text, indent, allowance, isOutermost: level == 0)
        default: output.append(flat)
        }
    }

    private mutating func write(
        _ items: [Value], _ opening: StaticString, _ closing: StaticString, _ identity: AnyObject, _ indent: Int,
        _ allowance: Int, _ level: Int
    ) throws {
        output.append(opening)
        open.append(ObjectIdentifier(identity))
        for (i, item) in items.enumerated() {
            if i > 0 { newLine(indent + 1) }
            let isLast = i == items.count - 1
            try write(
                item, indent: indent + 1, allowance: isLast ? allowance + closing.utf8CodeUnitCount : 1,
                level: level + 1)
            if !isLast { output.append(byte: UInt8(ascii: ",")) }
        }
        open.removeLast()
        output.append(closing)
    }

    private mutating func write(_ dict: Dict, _ indent: Int, _ allowance: Int, _ level: Int) throws {
        output.append(byte: UInt8(ascii: "{"))
        open.append(ObjectIdentifier(dict))
        let entries = try sorted(dict)
        for (i, entry) in entries.enumerated() {
            if i > 0 { newLine(indent + 1) }
            let key = try onOneLine(entry.key)
            output.append(key)
            output.append(": " as StaticString)
            let isLast = i == entries.count - 1
            try write(
                entry.value, indent: indent + 1 + key.length + 2, allowance: isLast ? allowance + 1 : 1,
                level: level + 1)
            if !isLast { output.append(byte: UInt8(ascii: ",")) }
        }
        open.removeLast()
        output.append(byte: UInt8(ascii: "}"))
    }

    private func newLine(_ indent: Int) {
        output.append(byte: UInt8(ascii: "\n"))
        output.append(repeating: UInt8(ascii: " "), indent)
    }

    // MARK: Long strings, in pieces at white space

    private func write(_ text: Text, _ indent: Int, _ allowance: Int, isOutermost: Bool) {
        let indent = isOutermost ? indent + 1 : indent
        let allowance = isOutermost ? allowance + 1 : allowance
        let pieces = PrettyPrinting.pieces(text, room: PrettyPrinting.lineWidth - indent, allowance)
        let isWrapped = isOutermost && pieces.count > 1
        if isWrapped { output.append(byte: UInt8(ascii: "(")) }
        for (i, piece) in pieces.enumerated() {
            if i > 0 { newLine(indent) }
            output.append(piece)
        }
        if isWrapped { output.append(byte: UInt8(ascii: ")")) }
    }

    private static func pieces(_ text: Text, room: Int, _ allowance: Int) -> [Text] {
        var pieces: [Text] = []
        let lines = text.lines(keepingEnds: true)
        for (i, line) in lines.enumerated() {
            let isLastLine = i == lines.count - 1
            let whole = literal(line)
            if whole.length <= room - (isLastLine ? allowance : 0) {
                pieces.append(whole)
                continue
            }
            var current = Text.empty
            let words = wordsWithSpace(line)
            for (j, word) in words.enumerated() {
                let candidate = current.appending(word)
                let isEnd = isLastLine && j == words.count - 1
                if literal(candidate).length > room - (isEnd ? allowance : 0) {
                    if !current.isEmpty { pieces.append(literal(current)) }
                    current = word
                } else {
                    current = candidate
                }
            }
            if !current.isEmpty { pieces.append(literal(current)) }
        }
        return pieces
    }

    private static func literal(_ text: Text) -> Text {
        let output = OutputBuffer(capacity: text.count + 16)
        Repr.write(text, to: output)
        return output.take(from: 0)
    }

    /// The words of a line, each with the white space after it.
    private static func wordsWithSpace(_ line: Text) -> [Text] {
        var words: [Text] = []
        var place = 0
        while place < line.count {
            let end = line.endOfSpace(from: line.endOfWord(from: place))
            words.append(line.slice(place, end))
            place = end
        }
        return words
    }

    // MARK: Everything on one line, dictionaries by key

    private func onOneLine(_ value: Value) throws -> Text {
        let output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
        var path = open
        try writeFlat(value, to: output, &path)
        return output.take(from: 0)
    }

    private func writeFlat(_ value: Value, to output: OutputBuffer, _ path: inout [ObjectIdentifier]) throws {
        switch value {
        case .list(let list): try writeFlat(list.items, "[", "]", list, to: output, &path)
        case .tuple(let list): try writeFlat(list.items, "(", list.count == 1 ? ",)" : ")", list, to: output, &path)
        case .dict(let dict):
            try within(dict, to: output, &path) { path in
                output.append(byte: UInt8(ascii: "{"))
                for (i, entry) in try sorted(dict).enumerated() {
                    if i > 0 { output.append(", " as StaticString) }
                    try writeFlat(entry.key, to: output, &path)
                    output.append(": " as StaticString)
                    try writeFlat(entry.value, to: output, &path)
                }
                output.append(byte: UInt8(ascii: "}"))
            }
        default: try Repr.write(value, to: output, renderer)
        }
        try renderer.checkSize(of: output)
    }

    private func writeFlat(
        _ items: [Value], _ opening: StaticString, _ closing: StaticString, _ identity: List, to output: OutputBuffer,
        _ path: inout [ObjectIdentifier]
    ) throws {
        try within(identity, to: output, &path) { path in
            output.append(opening)
            for (i, item) in items.enumerated() {
                if i > 0 { output.append(", " as StaticString) }
                try writeFlat(item, to: output, &path)
            }
            output.append(closing)
        }
    }

    private func within(
        _ container: AnyObject, to output: OutputBuffer, _ path: inout [ObjectIdentifier],
        _ write: (inout [ObjectIdentifier]) throws -> Void
    ) throws {
        try StackGuard.check()
        let identity = ObjectIdentifier(container)
        if path.contains(identity) {
            let name = container is Dict ? "dict" : "list"
            return output.append("<Recursion on \(name) with id=\(UInt(bitPattern: identity.hashValue))>")
        }
        path.append(identity)
        try write(&path)
        path.removeLast()
    }

    /// The entries by key; keys that have no order among each other by the name of their type.
    private func sorted(_ dict: Dict) throws -> [Dict.Entry] {
        (0..<dict.count).map { dict.entries[$0] }.enumerated().sorted { a, b in
            if let isLess = try? Ordering.isLess(a.element.key, b.element.key, renderer) {
                if isLess { return true }
                if (try? Ordering.isLess(b.element.key, a.element.key, renderer)) == true { return false }
                return a.offset < b.offset
            }
            return a.element.key.typeName < b.element.key.typeName
        }.map(\.element)
    }
}
