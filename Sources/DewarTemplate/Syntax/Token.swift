/// A piece of a template as the parser sees it.
package struct Token {
    enum Kind: String {
        case data = "template data / text"
        case variableBegin = "begin of print statement"
        case variableEnd = "end of print statement"
        case blockBegin = "begin of statement block"
        case blockEnd = "end of statement block"
        case name
        case string
        case integer
        case float
        case end = "end of template"
        /// The lexer could not go on; the parser reports it when it gets here, not earlier.
        case failure

        case add = "+"
        case subtract = "-"
        case divide = "/"
        case floorDivide = "//"
        case multiply = "*"
        case modulo = "%"
        case power = "**"
        case tilde = "~"
        case leftBracket = "["
        case rightBracket = "]"
        case leftParenthesis = "("
        case rightParenthesis = ")"
        case leftBrace = "{"
        case rightBrace = "}"
        case equal = "=="
        case notEqual = "!="
        case greater = ">"
        case greaterOrEqual = ">="
        case less = "<"
        case lessOrEqual = "<="
        case assign = "="
        case dot = "."
        case colon = ":"
        case pipe = "|"
        case comma = ","
        case semicolon = ";"
    }

    let kind: Kind
    package let position: Position
    /// A name as written, or the sentence of a failure.
    var name = ""
    /// A literal's value, or the text between the tags.
    var value: Value = .none

    /// True for the template's end, which is the last token.
    package var isEnd: Bool { kind == .end }

    /// True for what the lexer could not read.
    package var isFailure: Bool { kind == .failure }

    /// True for the name or keyword.
    func isName(_ name: String) -> Bool { kind == .name && self.name == name }

    /// How error messages call it.
    var description: String { kind == .name ? name : kind.rawValue }

    /// The operators, longest first, so that `**` is not read as two stars.
    static let operators: [(StaticString, Kind)] = [
        ("//", .floorDivide), ("**", .power), ("==", .equal), ("!=", .notEqual), (">=", .greaterOrEqual),
        ("<=", .lessOrEqual), ("+", .add), ("-", .subtract), ("/", .divide), ("*", .multiply), ("%", .modulo),
        ("~", .tilde), ("[", .leftBracket), ("]", .rightBracket), ("(", .leftParenthesis),
        (")", .rightParenthesis), ("{", .leftBrace), ("}", .rightBrace), (">", .greater), ("<", .less),
        ("=", .assign), (".", .dot), (":", .colon), ("|", .pipe), (",", .comma), (";", .semicolon),
    ]
}

/// A place in a template's source.
package struct Position: Equatable {
    /// From 1.
    package var line: Int32
    /// In bytes from the beginning of the source.
    package var offset: Int32

    static let start = Position(line: 1, offset: 0)
}
