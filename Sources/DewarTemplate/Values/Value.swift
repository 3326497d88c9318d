/// What an expression of a template can be while it renders: 16 bytes, scalars in place, all else a reference.
///
/// The names are those of the template language. `absent` never reaches a template: it marks an argument that was not
/// given and a variable that has not been set.
// Sendable: strings and numbers never change, and what an app makes (`TemplateValue`) refuses changes by templates; the
// lists and dictionaries that a render makes stay in that render.
enum Value: @unchecked Sendable {
    case absent
    case undefined(Undefined)
    case none
    case bool(Bool)
    case int(Int)
    case bigInt(BigInt)
    case double(Double)
    case text(Text)
    /// Text that is safe to print as it is (MarkupSafe: Markup).
    case markup(Text)
    case list(List)
    case tuple(List)
    case dict(Dict)
    case object(Object)
}

extension Value {
    @inline(__always) static func text(_ string: String) -> Value { .text(Text.make(string)) }
    @inline(__always) static func markup(_ string: String) -> Value { .markup(Text.make(string)) }
    @inline(__always) static func list(_ values: [Value]) -> Value { .list(List(values)) }
    @inline(__always) static func tuple(_ values: [Value]) -> Value { .tuple(List(values)) }

    /// The text of a string, safe or not.
    @inline(__always) var asText: Text? {
        switch self {
        case .text(let text), .markup(let text): text
        default: nil
        }
    }

    @inline(__always) var isAbsent: Bool {
        if case .absent = self { return true }
        return false
    }

    @inline(__always) var isUndefined: Bool {
        if case .undefined = self { return true }
        return false
    }

    @inline(__always) var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    @inline(__always) var isMarkup: Bool {
        if case .markup = self { return true }
        return false
    }

    @inline(__always) var isString: Bool { asText != nil }

    /// The integer in the value, Python's True and False being 1 and 0; nil for all else and for a big integer.
    @inline(__always) var asInt: Int? {
        switch self {
        case .int(let int): int
        case .bool(let bool): bool ? 1 : 0
        default: nil
        }
    }

    /// The number as a double; nil if the value is no number. A big integer beyond the range is infinite.
    var asDouble: Double? {
        switch self {
        case .double(let double): double
        case .int(let int): Double(int)
        case .bool(let bool): bool ? 1 : 0
        case .bigInt(let big): big.double
        default: nil
        }
    }

    /// The items of a list or a tuple.
    @inline(__always) var asItems: List? {
        switch self {
        case .list(let list), .tuple(let list): list
        default: nil
        }
    }

    /// Python's name of the type, as its error messages spell it.
    var typeName: String {
        switch self {
        case .absent, .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .int, .bigInt: "int"
        case .double: "float"
        case .text: "str"
        case .markup: "Markup"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .object(let object): object.typeName
        }
    }
}
