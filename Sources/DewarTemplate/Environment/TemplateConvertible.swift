/// A type whose values go into templates and come out of them: the arguments and results of your own filters, tests and
/// functions.
public protocol TemplateConvertible: SendableMetatype {
    /// The value if it is of this type; nil otherwise.
    init?(templateValue value: TemplateValue)
    /// The value for a template.
    var templateValue: TemplateValue { get }
    /// How error messages call the type.
    static var templateTypeName: String { get }
}

extension TemplateConvertible {
    public static var templateTypeName: String { "\(Self.self)" }
}

extension TemplateValue {
    /// The value of anything that converts to one.
    public init(_ value: some TemplateConvertible) { self = value.templateValue }

    // The same for the commonest types, without a detour through the protocol.
    /// A text.
    public init(_ text: String) { self.init(wrapping: .text(text)) }
    /// An integer.
    public init(_ int: Int) { self.init(wrapping: .int(int)) }
    /// A number with a fraction.
    public init(_ double: Double) { self.init(wrapping: .double(double)) }
    /// A truth value.
    public init(_ bool: Bool) { self.init(wrapping: .bool(bool)) }
    /// A list of texts.
    public init(_ texts: [String]) { self.init(wrapping: .list(List(texts.map { .text($0) }, isShared: true))) }
}

extension TemplateValue: TemplateConvertible {
    public init?(templateValue value: TemplateValue) { self = value }
    public var templateValue: TemplateValue { self }
}

extension String: TemplateConvertible {
    public init?(templateValue value: TemplateValue) {
        guard let text = value.value.asText else { return nil }
        self = text.string
    }

    public var templateValue: TemplateValue { TemplateValue(wrapping: .text(self)) }
    public static var templateTypeName: String { "str" }
}

extension Int: TemplateConvertible {
    public init?(templateValue value: TemplateValue) {
        guard let int = value.value.asInt else { return nil }
        self = int
    }

    public var templateValue: TemplateValue { TemplateValue(wrapping: .int(self)) }
    public static var templateTypeName: String { "int" }
}

extension Double: TemplateConvertible {
    public init?(templateValue value: TemplateValue) {
        guard let double = value.value.asDouble else { return nil }
        self = double
    }

    public var templateValue: TemplateValue { TemplateValue(wrapping: .double(self)) }
    public static var templateTypeName: String { "float" }
}

extension Bool: TemplateConvertible {
    public init?(templateValue value: TemplateValue) {
        guard case .bool(let bool) = value.value else { return nil }
        self = bool
    }

    public var templateValue: TemplateValue { TemplateValue(wrapping: .bool(self)) }
    public static var templateTypeName: String { "bool" }
}

extension Optional: TemplateConvertible where Wrapped: TemplateConvertible {
    public init?(templateValue value: TemplateValue) {
        if value.isNone || value.isUndefined {
            self = nil
        } else if let wrapped = Wrapped(templateValue: value) {
            self = wrapped
        } else {
            return nil
        }
    }

    public var templateValue: TemplateValue { self?.templateValue ?? TemplateValue.none }
    public static var templateTypeName: String { "\(Wrapped.templateTypeName) or None" }
}

extension Array: TemplateConvertible where Element: TemplateConvertible {
    public init?(templateValue value: TemplateValue) {
        guard let items = value.value.asItems else { return nil }
        var elements: [Element] = []
        for item in items.items {
            guard let element = Element(templateValue: TemplateValue(wrapping: item)) else { return nil }
            elements.append(element)
        }
        self = elements
    }

    public var templateValue: TemplateValue {
        TemplateValue(wrapping: .list(List(map { $0.templateValue.value }, isShared: true)))
    }

    public static var templateTypeName: String { "list of \(Element.templateTypeName)" }
}

extension Dictionary: TemplateConvertible where Key == String, Value: TemplateConvertible {
    public init?(templateValue value: TemplateValue) {
        guard case .dict(let dict) = value.value else { return nil }
        var result: [String: Value] = [:]
        for i in 0..<dict.count {
            guard let key = dict.entries[i].key.asText,
                let element = Value(templateValue: TemplateValue(wrapping: dict.entries[i].value))
            else {
                return nil
            }
            result[key.string] = element
        }
        self = result
    }

    /// Keys in alphabetical order, since a dictionary has none.
    public var templateValue: TemplateValue {
        TemplateValue(pairs: sorted { $0.key < $1.key }.map { ($0.key, $0.value.templateValue) })
    }

    public static var templateTypeName: String { "dict of \(Value.templateTypeName)" }
}
