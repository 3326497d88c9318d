/// All tests (`value is name`), by subject. docs/templates.md has a line for each.
enum Tests {
    static let all: [Builtin] = existence + types + numbers + comparisons + letters

    static let existence: [Builtin] = [
        Builtin("defined", "True if the variable has a value.") { call in .bool(!call.input.isUndefined) },
        Builtin("undefined", "True if the variable has no value.") { call in .bool(call.input.isUndefined) },
        Builtin("none", "True if the value is none.") { call in .bool(call.input.isNone) },
        Builtin("filter", "True if there is a filter of this name.") { call in
            try isKnown(call, call.renderer.environment.library.filters)
        },
        Builtin("test", "True if there is a test of this name.") { call in
            try isKnown(call, call.renderer.environment.library.tests)
        },
    ]

    static let types: [Builtin] = [
        Builtin("boolean", "True for true and false.") { call in .bool(call.input.asBool != nil) },
        Builtin("true", "True for true alone, not for other values that count as true.") { call in
            .bool(call.input.asBool == true)
        },
        Builtin("false", "True for false alone, not for other values that count as false.") { call in
            .bool(call.input.asBool == false)
        },
        Builtin("integer", "True for integers.") { call in
            .bool(call.input.asBigInt != nil && call.input.asBool == nil)
        },
        Builtin("float", "True for floating-point numbers.") { call in
            if case .double = call.input { return .bool(true) }
            return .bool(false)
        },
        Builtin("number", "True for numbers, and for true and false, which count as 1 and 0.") { call in
            .bool(call.input.asDouble != nil)
        },
        Builtin("string", "True for strings.") { call in .bool(call.input.isString) },
        Builtin("mapping", "True for dictionaries.") { call in .bool(isMapping(call.input)) },
        Builtin("sequence", "True for what has a length and items: lists, strings, dictionaries.") { call in
            .bool(isSequence(call.input))
        },
        Builtin("iterable", "True for what a loop can go through.") { call in
            if case .undefined(let undefined) = call.input, undefined.behavior == .strict { throw undefined.failure }
            return .bool(call.renderer.isIterable(call.input))
        },
        Builtin("callable", "True for functions, macros and methods.") { call in
            switch call.input {
            case .undefined: .bool(true)
            case .object(let object): .bool(object.isCallable)
            default: .bool(false)
            }
        },
        Builtin("escaped", "True for text that is marked as safe.") { call in .bool(call.input.isSafe) },
    ]

    static let numbers: [Builtin] = [
        Builtin("odd", "True for odd numbers.") { call in try remainder(call, .int(2), is: 1) },
        Builtin("even", "True for even numbers.") { call in try remainder(call, .int(2), is: 0) },
        Builtin("divisibleby", "(num)", "True if the number is a multiple of another.") { call in
            try remainder(call, call[0], is: 0)
        },
    ]

    static let letters: [Builtin] = [
        Builtin("lower", "True if there are letters and all of them are in lower case.") { call in
            .bool(try call.inputText.isLowercased)
        },
        Builtin("upper", "True if there are letters and all of them are in upper case.") { call in
            .bool(try call.inputText.isUppercased)
        },
    ]

    /// By name, for the compiler.
    static let byName: [String: Builtin] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static func remainder(_ call: Call, _ divisor: Value, is wanted: Int) throws -> Value {
        let rest = try Arithmetic.apply(.modulo, call.input, divisor, call.renderer)
        return .bool(try Equality.equal(rest, .int(wanted), call.renderer))
    }

    private static func isKnown(_ call: Call, _ names: [String: Builtin]) throws -> Value {
        guard let name = call.input.asText else {
            // Python looks the value up in a dictionary, which some cannot be.
            _ = try Equality.hash(call.input)
            return .bool(false)
        }
        return .bool(names[name.string] != nil)
    }

    private static func isMapping(_ value: Value) -> Bool {
        switch value {
        case .dict: true
        case .object(let object): object.isMapping
        default: false
        }
    }

    private static func isSequence(_ value: Value) -> Bool {
        switch value {
        case .text, .markup, .list, .tuple, .dict: true
        case .undefined(let undefined): undefined.behavior != .strict
        case .object(let object): object.isSequence || object.isMapping && object.length != nil
        default: false
        }
    }
}

extension Value {
    fileprivate var asBool: Bool? {
        if case .bool(let bool) = self { return bool }
        return nil
    }
}
