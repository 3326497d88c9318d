/// A JSON text as a tree (RFC 8259): members keep their order, and whole numbers stay whole.
package indirect enum JSONNode: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int)
    /// A whole number of more than 64 bits, in its digits.
    case bigInt(String)
    case float(Double)
    case string(String)
    case array([JSONNode])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSONNode

        package init(_ name: String, _ value: JSONNode) {
            self.name = name
            self.value = value
        }
    }

    /// The value of an object's member; nil if it has none of this name.
    package subscript(name: String) -> JSONNode? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

extension JSONNode {
    package var string: String? { if case .string(let string) = self { string } else { nil } }
    package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    package var int: Int? { if case .int(let int) = self { int } else { nil } }
    package var elements: [JSONNode] { if case .array(let elements) = self { elements } else { [] } }
    package var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// The same tree with the members of all objects in the order of their names.
    package var sorted: JSONNode {
        switch self {
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.sorted) }.sorted { $0.name < $1.name })
        default: self
        }
    }
}

extension JSONNode {
    /// How a tree is written, as Python's `json.dumps` does with compact separators.
    package struct Style: Sendable {
        /// Members are sorted by name.
        package var sortsNames: Bool
        /// What is not ASCII is written as `\uXXXX`.
        package var isASCII: Bool

        package init(sortsNames: Bool = false, isASCII: Bool = false) {
            self.sortsNames = sortsNames
            self.isASCII = isASCII
        }
    }

    package func text(_ style: Style = Style()) -> String {
        var text = ""
        write(to: &text, style)
        return text
    }

    private func write(to text: inout String, _ style: Style) {
        switch self {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .int(let int): text += String(int)
        case .bigInt(let digits): text += digits
        case .float(let double): text += JSONNode.text(double)
        case .string(let string): JSONNode.write(string, to: &text, style)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text, style)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let order =
                style.sortsNames
                ? members.sorted { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) } : members
            for (index, member) in order.enumerated() {
                if index > 0 { text += "," }
                JSONNode.write(member.name, to: &text, style)
                text += ":"
                member.value.write(to: &text, style)
            }
            text += "}"
        }
    }

    /// A number as Python writes it: the shortest digits that read back as the same number, with an exponent from 1e16 on.
    static func text(_ double: Double) -> String {
        guard double.isFinite else { return double.isNaN ? "NaN" : double < 0 ? "-Infinity" : "Infinity" }
        let text = double.description
        guard abs(double) >= 1e16, !text.contains("e") else { return text }
        // Swift writes all digits up to 2^54: the exponent is put in here.
        let sign = double < 0 ? "-" : ""
        let digits = text.drop { $0 == "-" }.prefix { $0 != "." }
        var fraction = digits.dropFirst()
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return "\(sign)\(digits.prefix(1))\(fraction.isEmpty ? "" : ".\(fraction)")e+\(digits.count - 1)"
    }

    private static func write(_ string: String, to text: inout String, _ style: Style) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case _ where scalar.value < 0x20 || style.isASCII && scalar.value > 0x7E:
                for unit in String(scalar).utf16 { text += "\\u" + hexadecimal(unit) }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
