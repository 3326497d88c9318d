/// JSON as Python's `json.dumps` writes it with sorted keys, safe to stand in HTML (Jinja2: `htmlsafe_json_dumps`).
struct JSONText {
    /// What a level is indented by; nil writes everything on one line.
    let indent: Text?
    private let renderer: Renderer
    private let output: OutputBuffer
    /// The containers that are being written.
    private var open: [ObjectIdentifier] = []

    static func text(_ value: Value, indent: Text?, _ renderer: Renderer) throws -> Text {
        var writer = JSONText(indent, renderer)
        try writer.write(value)
        return writer.output.take(from: 0)
    }

    private init(_ indent: Text?, _ renderer: Renderer) {
        self.indent = indent
        self.renderer = renderer
        output = OutputBuffer(limit: renderer.limits.maximumValueBytes)
    }

    private mutating func write(_ value: Value) throws {
        switch value {
        case .none: output.append("null" as StaticString)
        case .bool(let bool): output.append(bool ? "true" : "false" as StaticString)
        case .int(let int): output.append(int)
        case .bigInt(let big): output.append(big.description)
        case .double(let double): write(double)
        case .text(let text), .markup(let text): write(text)
        case .list(let list), .tuple(let list): try write(list.items, list)
        case .dict(let dict): try write(dict, dict)
        case .object(let object): try write(object)
        case .undefined, .absent: throw unserializable(value)
        }
        try renderer.checkSize(of: output)
    }

    /// An app's own mapping or sequence; what only the language has, such as a range, is no data.
    private mutating func write(_ object: Object) throws {
        if object.isMapping, let keys = try object.makeIterator(renderer) {
            let dict = Dict()
            while let key = try keys.next() { try dict.set(key, object.item(key, renderer) ?? .none) }
            try write(dict, object)
        } else if object.isSequence, !(object is RangeObject) {
            try write(renderer.items(of: .object(object)), object)
        } else {
            throw unserializable(.object(object))
        }
    }

    private func unserializable(_ value: Value) -> Failure {
        .type("Object of type \(value.typeName) is not JSON serializable")
    }

    private func write(_ double: Double) {
        if double.isFinite {
            output.append(double)
        } else {
            output.append(double.isNaN ? "NaN" : double < 0 ? "-Infinity" : "Infinity" as StaticString)
        }
    }

    // MARK: Containers

    private mutating func write(_ items: [Value], _ identity: AnyObject) throws {
        if items.isEmpty { return output.append("[]" as StaticString) }
        try enter(identity)
        output.append(byte: UInt8(ascii: "["))
        for (i, item) in items.enumerated() {
            separate(isFirst: i == 0)
            try write(item)
        }
        leave("]")
    }

    private mutating func write(_ dict: Dict, _ identity: AnyObject) throws {
        if dict.count == 0 { return output.append("{}" as StaticString) }
        try enter(identity)
        output.append(byte: UInt8(ascii: "{"))
        let entries = (0..<dict.count).map { Value.tuple([dict.entries[$0].key, dict.entries[$0].value]) }
        let sorted = try Ordering.sorted(entries, reversed: false, renderer) { $0.asItems!.items[0] }
        for (i, entry) in sorted.enumerated() {
            separate(isFirst: i == 0)
            try writeKey(entry.asItems!.items[0])
            output.append(": " as StaticString)
            try write(entry.asItems!.items[1])
        }
        leave("}")
    }

    private mutating func enter(_ identity: AnyObject) throws {
        try StackGuard.check()
        if open.contains(ObjectIdentifier(identity)) { throw Failure.value("Circular reference detected") }
        open.append(ObjectIdentifier(identity))
    }

    private mutating func leave(_ bracket: Unicode.Scalar) {
        open.removeLast()
        if indent != nil { newLine() }
        output.append(scalar: bracket)
    }

    private func separate(isFirst: Bool) {
        if !isFirst { output.append(byte: UInt8(ascii: ",")) }
        if indent != nil { newLine() } else if !isFirst { output.append(byte: UInt8(ascii: " ")) }
    }

    private func newLine() {
        output.append(byte: UInt8(ascii: "\n"))
        for _ in open { output.append(indent ?? .empty) }
    }

    private func writeKey(_ key: Value) throws {
        switch key {
        case .text(let text), .markup(let text): write(text)
        case .bool, .none, .int, .bigInt, .double:
            output.append(byte: UInt8(ascii: "\""))
            var inner = self
            try inner.write(key)
            output.append(byte: UInt8(ascii: "\""))
        default: throw Failure.type("keys must be str, int, float, bool or None, not \(key.typeName)")
        }
    }

    // MARK: Strings

    private func write(_ text: Text) {
        output.append(byte: UInt8(ascii: "\""))
        if text.isASCII {
            for byte in text.bytes {
                if JSONText.isPlain(byte) { output.append(byte: byte) } else { writeEscape(UInt16(byte)) }
            }
        } else {
            for unit in text.string.utf16 {
                if unit < 0x80, JSONText.isPlain(UInt8(unit)) {
                    output.append(byte: UInt8(unit))
                } else {
                    writeEscape(unit)
                }
            }
        }
        output.append(byte: UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "&"), UInt8(ascii: "'"):
            false
        default: true
        }
    }

    private static let short: [UInt16: StaticString] = [
        0x22: "\\\"", 0x5C: "\\\\", 0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t", 0x0C: "\\f", 0x08: "\\b",
    ]

    private func writeEscape(_ unit: UInt16) {
        if let short = JSONText.short[unit] { return output.append(short) }
        let digits = String(unit, radix: 16)
        output.append("\\u" as StaticString)
        output.append(repeating: UInt8(ascii: "0"), 4 - digits.utf8.count)
        output.append(digits)
    }
}
