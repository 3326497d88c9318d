/// What stands behind the colon of a replacement field: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`
/// (Python: Format Specification Mini-Language).
struct FormatSpec {
    enum Align: Character {
        case left = "<"
        case right = ">"
        case center = "^"
        /// Filled between the sign and the digits.
        case afterSign = "="
    }

    enum Sign: Character {
        case negativeOnly = "-"
        case always = "+"
        case space = " "
    }

    var fill: Unicode.Scalar = " "
    /// Nil if none is written: strings stand to the left then, numbers to the right.
    var align: Align?
    var sign: Sign?
    var hidesNegativeZero = false
    var isAlternate = false
    var width = 0
    /// The sign between groups of digits: a comma or an underscore.
    var grouping: Unicode.Scalar?
    var precision: Int?
    var type: Unicode.Scalar?

    init() {}

    /// - Parameter isNumber: a zero before the width fills numbers after their sign, strings at their end.
    init(_ text: Text, for typeName: String, isNumber: Bool) throws {
        var rest = text.scalars[...]
        let hasFill = takeAlignment(&rest)
        if let sign = rest.first.flatMap({ Sign(rawValue: Character($0)) }) {
            self.sign = sign
            rest.removeFirst()
        }
        hidesNegativeZero = FormatSpec.take("z", from: &rest)
        isAlternate = FormatSpec.take("#", from: &rest)
        if !hasFill, FormatSpec.take("0", from: &rest) {
            fill = "0"
            if align == nil, isNumber { align = .afterSign }
        }
        width = try FormatSpec.takeNumber(from: &rest) ?? 0
        try takeGrouping(&rest)
        if FormatSpec.take(".", from: &rest) {
            guard let precision = try FormatSpec.takeNumber(from: &rest) else {
                throw Failure.value("Format specifier missing precision")
            }
            self.precision = precision
        }
        type = rest.popFirst()
        if !rest.isEmpty {
            throw Failure.value("Invalid format specifier '\(text.string)' for object of type '\(typeName)'")
        }
        try checkGrouping()
    }

    /// Takes the alignment with a character to fill with before it; false if no such character is written.
    private mutating func takeAlignment(_ rest: inout Substring.UnicodeScalarView) -> Bool {
        let second = rest.dropFirst().first.flatMap { Align(rawValue: Character($0)) }
        if let second, let fill = rest.first {
            self.fill = fill
            align = second
            rest.removeFirst(2)
            return true
        }
        if let first = rest.first.flatMap({ Align(rawValue: Character($0)) }) {
            align = first
            rest.removeFirst()
        }
        return false
    }

    private mutating func takeGrouping(_ rest: inout Substring.UnicodeScalarView) throws {
        if FormatSpec.take(",", from: &rest) { grouping = "," }
        if FormatSpec.take("_", from: &rest) {
            if grouping != nil { throw Failure.value("Cannot specify both ',' and '_'.") }
            grouping = "_"
        }
        if rest.first == ",", let grouping {
            throw Failure.value(
                grouping == "," ? "Cannot specify ',' with ','." : "Cannot specify both ',' and '_'.")
        }
    }

    private func checkGrouping() throws {
        guard let grouping, let type else { return }
        let allowed = grouping == "_" ? "deEfFgG%boxX" : "deEfFgG%"
        if !allowed.unicodeScalars.contains(type) {
            throw Failure.value("Cannot specify '\(grouping)' with '\(type)'.")
        }
    }

    private static func take(_ scalar: Unicode.Scalar, from rest: inout Substring.UnicodeScalarView) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private static func takeNumber(from rest: inout Substring.UnicodeScalarView) throws -> Int? {
        var number: Int?
        while let digit = rest.first?.decimalDigit {
            number = (number ?? 0) * 10 + digit
            if number! > Int(Int32.max) { throw Failure.value("Too many decimal digits in format string") }
            rest.removeFirst()
        }
        return number
    }
}
