/// A value for a template, ready to render: what contexts, filters, tests and functions deal in.
///
/// ```swift
/// let user: TemplateValue = ["name": "Ada", "tags": ["a", "b"], "age": 36]
/// try environment.render("hello.html", ["user": user])
/// ```
///
/// Made once, it can be rendered many times and from several threads. Templates cannot change it.
public struct TemplateValue: Sendable {
    let value: DewarTemplate.Value

    init(wrapping value: DewarTemplate.Value) { self.value = value }

    /// Python's None.
    public static let none = TemplateValue(wrapping: DewarTemplate.Value.none)

    /// A missing value: prints nothing, is false.
    public static let undefined = TemplateValue(
        wrapping: DewarTemplate.Value.undefined(Undefined(.hint("a value is undefined"), .default)))

    /// Text that is printed without escaping. Only for HTML that you made yourself.
    public static func safe(_ html: String) -> TemplateValue { TemplateValue(wrapping: .markup(html)) }

    /// What an `Encodable` value encodes, keys in the order in which they are encoded.
    public init(encoding value: any Encodable) throws { self.value = try ValueEncoder().encode(value, isShared: true) }

    /// A list of values.
    public init(list values: some Sequence<TemplateValue>) {
        value = .list(List(values.map { $0.value }, isShared: true))
    }

    /// A dictionary that keeps the order of its pairs.
    public init(pairs: some Sequence<(String, TemplateValue)>) {
        let dict = Dict(isShared: true)
        for (key, value) in pairs { dict.set(Text.key(key), value.value) }
        value = .dict(dict)
    }

    /// A value of your own type, which computes its attributes when they are asked for.
    public init(_ object: any TemplateObject) { value = .object(CustomObject(object)) }

    /// The text, number, truth, list or dictionary in the value, converted; nil if it is none of that type.
    public func `as`<Type: TemplateConvertible>(_ type: Type.Type) -> Type? { Type(templateValue: self) }

    /// True for a missing value.
    public var isUndefined: Bool { value.isUndefined }

    /// True for Python's None.
    public var isNone: Bool { value.isNone }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self.value = .text(value) }
    public init(integerLiteral value: Int) { self.value = .int(value) }
    public init(floatLiteral value: Double) { self.value = .double(value) }
    public init(booleanLiteral value: Bool) { self.value = .bool(value) }
    public init(arrayLiteral elements: TemplateValue...) { self.init(list: elements) }
    public init(dictionaryLiteral elements: (String, TemplateValue)...) { self.init(pairs: elements) }
    public init(nilLiteral: ()) { value = DewarTemplate.Value.none }
}

/// Contexts may mix values that are ready with those that are still to be encoded.
extension TemplateValue: Encodable {
    /// Only the encoder of this module knows how to encode it.
    public func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self, .init(codingPath: encoder.codingPath, debugDescription: "a TemplateValue is for templates only"))
    }
}

extension DewarTemplate.Value {
    /// The value with lists and dictionaries that a template may change.
    var unshared: DewarTemplate.Value {
        switch self {
        case .list(let list): return .list(List(list.items.map(\.unshared)))
        case .dict(let dict):
            let copy = Dict(capacity: dict.count)
            for i in 0..<dict.count {
                let entry = dict.entries[i]
                copy.append(Dict.Entry(hash: entry.hash, key: entry.key, value: entry.value.unshared))
            }
            return .dict(copy)
        default: return self
        }
    }
}
