/// Comparing two values; the operators' own signs are names too, for `select('>', 5)`.
extension Tests {
    static let comparisons: [Builtin] = [
        Builtin("in", "(seq)", "True if the value is among the items, or a part of the string.") { call in
            .bool(try call.renderer.contains(call[0], call.input))
        },
        Builtin("sameas", "(other)", "True if both are the very same object.") { call in
            .bool(isSame(call.input, call[0]))
        },
        equal, equal.alias("eq"), equal.alias("equalto"),
        notEqual, notEqual.alias("ne"),
        less, less.alias("lt"), less.alias("lessthan"),
        greater, greater.alias("gt"), greater.alias("greaterthan"),
        lessOrEqual, lessOrEqual.alias("le"),
        greaterOrEqual, greaterOrEqual.alias("ge"),
    ]

    private static let equal = Builtin("==", "(other)", "True if both are equal.") { call in
        .bool(try Equality.equal(call.input, call[0], call.renderer))
    }
    private static let notEqual = Builtin("!=", "(other)", "True if the two differ.") { call in
        .bool(try !Equality.equal(call.input, call[0], call.renderer))
    }
    private static let less = ordering("<", .less, "True if the value is the smaller one.")
    private static let lessOrEqual = ordering("<=", .lessOrEqual, "True if the value is the smaller one or equal.")
    private static let greater = ordering(">", .greater, "True if the value is the larger one.")
    private static let greaterOrEqual = ordering(">=", .greaterOrEqual, "True if the value is the larger one or equal.")

    private static func ordering(_ name: String, _ comparison: Ordering.Operator, _ summary: String) -> Builtin {
        Builtin(name, "(other)", summary) { call in
            .bool(try Ordering.holds(call.input, comparison, call[0], call.renderer))
        }
    }

    /// Identity for what has one; numbers and strings are the same if they are of one type and equal.
    private static func isSame(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.none, .none): true
        case (.bool(let x), .bool(let y)): x == y
        case (.int(let x), .int(let y)): x == y
        case (.double(let x), .double(let y)): x.bitPattern == y.bitPattern
        case (.bigInt(let x), .bigInt(let y)): x === y
        case (.text(let x), .text(let y)): x.equals(y)
        case (.markup(let x), .markup(let y)): x === y
        case (.list(let x), .list(let y)), (.tuple(let x), .tuple(let y)): x === y
        case (.dict(let x), .dict(let y)): x === y
        case (.object(let x), .object(let y)): x === y
        case (.undefined(let x), .undefined(let y)): x === y
        default: false
        }
    }
}
