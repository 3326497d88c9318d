/// An expression of a template.
final class Expression {
    enum Kind {
        case name(String)
        case constant(Value)
        /// The text between two tags.
        case data(Text)
        case tuple([Expression])
        case list([Expression])
        case dict([(key: Expression, value: Expression)])
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        case compare(Expression, [(CompareOperator, Expression)])
        case concat([Expression])
        case conditional(test: Expression, then: Expression, otherwise: Expression?)
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(Expression, Slice)
        /// A slice as part of a tuple of subscripts, which no value of the language takes.
        case bareSlice(Slice)
        case call(Expression, Arguments)
        /// A filter; without an operand it is applied to the body of its block.
        case filter(String, Expression?, Arguments)
        case test(String, Expression, Arguments)
        /// `namespace.attribute` as a target of `set`.
        case namespaceReference(String, String)
    }

    let kind: Kind
    let position: Position
    /// How many expressions lie within each other here, at most.
    let depth: Int

    init(_ kind: Kind, _ position: Position) {
        self.kind = kind
        self.position = position
        depth = 1 + kind.children.reduce(0) { max($0, $1.depth) }
    }
}

struct Slice {
    let start: Expression?
    let stop: Expression?
    let step: Expression?

    var parts: [Expression] { [start, stop, step].compactMap { $0 } }
}

/// What is between the parentheses of a call.
struct Arguments {
    var positional: [Expression] = []
    var keywords: [(name: String, value: Expression)] = []
    /// `*values`
    var more: Expression?
    /// `**keywords`
    var moreKeywords: Expression?

    var children: [Expression] {
        positional + keywords.map(\.value) + [more, moreKeywords].compactMap { $0 }
    }
}

enum UnaryOperator: String { case negative = "-", positive = "+" }

enum BinaryOperator: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case power = "** or pow()"
}

enum CompareOperator {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, `in`, notIn
}

extension Expression.Kind {
    var children: [Expression] {
        switch self {
        case .name, .constant, .data, .namespaceReference: []
        case .tuple(let items), .list(let items), .concat(let items): items
        case .dict(let pairs): pairs.flatMap { [$0.key, $0.value] }
        case .unary(_, let operand), .not(let operand), .attribute(let operand, _): [operand]
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .item(let left, let right):
            [left, right]
        case .compare(let first, let rest): [first] + rest.map(\.1)
        case .conditional(let test, let then, let otherwise): [test, then] + (otherwise.map { [$0] } ?? [])
        case .slice(let operand, let slice): [operand] + slice.parts
        case .bareSlice(let slice): slice.parts
        case .call(let callee, let arguments): [callee] + arguments.children
        case .filter(_, let operand, let arguments): (operand.map { [$0] } ?? []) + arguments.children
        case .test(_, let operand, let arguments): [operand] + arguments.children
        }
    }
}

/// A statement of a template, its body within it.
final class Statement {
    enum Kind {
        /// Text and expressions to print.
        case output([Expression])
        case condition([Branch], otherwise: [Statement])
        case loop(Loop)
        case assign(target: Expression, value: Expression)
        case assignBlock(target: Expression, filter: Expression?, body: [Statement])
        case scope(targets: [Expression], values: [Expression], body: [Statement])
        case autoescape(Expression, body: [Statement])
        case macro(Macro)
        case callBlock(Macro, call: Expression)
        case filterBlock(Expression, body: [Statement])
        case block(Block)
        case extends(Expression)
        case include(Expression, ignoresMissing: Bool, withContext: Bool)
        case importAll(Expression, target: String, withContext: Bool)
        case importNames(Expression, names: [(name: String, alias: String)], withContext: Bool)
        /// `{% do expression %}`
        case evaluate(Expression)
        case breakLoop
        case continueLoop
        /// `{% debug %}`
        case debug
    }

    let kind: Kind
    let position: Position

    init(_ kind: Kind, _ position: Position) {
        self.kind = kind
        self.position = position
    }
}

struct Branch {
    let test: Expression
    let body: [Statement]
    let position: Position
}

struct Loop {
    let target: Expression
    let iterable: Expression
    let test: Expression?
    let body: [Statement]
    let otherwise: [Statement]
    let isRecursive: Bool
}

/// A macro, or the body of a call block (which has no name).
struct Macro {
    let name: String?
    let parameters: [(name: String, position: Position)]
    /// The defaults of the last parameters.
    let defaults: [Expression]
    let body: [Statement]
}

struct Block {
    let name: String
    let isScoped: Bool
    let isRequired: Bool
    let body: [Statement]
}
