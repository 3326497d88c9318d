public import DewarHTTP

/// A value in a session: what JSON holds, and what Flask's sessions hold beyond it.
public indirect enum SessionValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    case list([SessionValue])
    case dictionary([String: SessionValue])
    /// A Python tuple; the same as a list to everything but Python.
    case tuple([SessionValue])
    case bytes([UInt8])
    /// Text that templates do not escape.
    case markup(String)
    /// A UUID in its 36 lower-case characters.
    case uuid(String)
    case date(HTTPDate)
}

/// A type whose values a session keeps.
///
/// `String`, `Int`, `Double`, `Bool`, `HTTPDate`, arrays and dictionaries of these are such types; an enum of
/// strings or integers needs only the word.
public protocol SessionConvertible {
    var sessionValue: SessionValue { get }

    /// The value from what the session keeps; nil if that is of another kind.
    init?(sessionValue: SessionValue)
}

extension SessionValue: SessionConvertible {
    public var sessionValue: SessionValue { self }
    public init?(sessionValue: SessionValue) { self = sessionValue }
}

extension String: SessionConvertible {
    public var sessionValue: SessionValue { .string(self) }

    public init?(sessionValue: SessionValue) {
        switch sessionValue {
        case .string(let text), .markup(let text), .uuid(let text): self = text
        default: return nil
        }
    }
}

extension Bool: SessionConvertible {
    public var sessionValue: SessionValue { .bool(self) }

    public init?(sessionValue: SessionValue) {
        guard case .bool(let bool) = sessionValue else { return nil }
        self = bool
    }
}

extension Int: SessionConvertible {
    public var sessionValue: SessionValue { .int(self) }

    public init?(sessionValue: SessionValue) {
        guard case .int(let int) = sessionValue else { return nil }
        self = int
    }
}

extension Double: SessionConvertible {
    public var sessionValue: SessionValue { .float(self) }

    public init?(sessionValue: SessionValue) {
        switch sessionValue {
        case .float(let double): self = double
        case .int(let int): self = Double(int)
        default: return nil
        }
    }
}

extension HTTPDate: SessionConvertible {
    public var sessionValue: SessionValue { .date(self) }

    public init?(sessionValue: SessionValue) {
        guard case .date(let date) = sessionValue else { return nil }
        self = date
    }
}

extension Array: SessionConvertible where Element: SessionConvertible {
    public var sessionValue: SessionValue { .list(map(\.sessionValue)) }

    public init?(sessionValue: SessionValue) {
        switch sessionValue {
        case .list(let values), .tuple(let values):
            var elements: [Element] = []
            for value in values {
                guard let element = Element(sessionValue: value) else { return nil }
                elements.append(element)
            }
            self = elements
        default: return nil
        }
    }
}

extension Dictionary: SessionConvertible where Key == String, Value: SessionConvertible {
    public var sessionValue: SessionValue { .dictionary(mapValues(\.sessionValue)) }

    public init?(sessionValue: SessionValue) {
        guard case .dictionary(let values) = sessionValue else { return nil }
        var members: [String: Value] = [:]
        for (name, value) in values {
            guard let member = Value(sessionValue: value) else { return nil }
            members[name] = member
        }
        self = members
    }
}

extension SessionConvertible where Self: RawRepresentable, RawValue: SessionConvertible {
    public var sessionValue: SessionValue { rawValue.sessionValue }

    public init?(sessionValue: SessionValue) {
        guard let raw = RawValue(sessionValue: sessionValue) else { return nil }
        self.init(rawValue: raw)
    }
}
