public import DewarHTTP

/// A value of the configuration, and where it was found.
struct ConfigValue: Sendable, Hashable {
    var value: JSONValue
    var source: ConfigSource

    init(_ value: JSONValue, _ source: ConfigSource) {
        self.value = value
        self.source = source
    }

    /// The value as text.
    var text: String { String(configValue: value) ?? "" }
}

/// Where a value of the configuration comes from.
package enum ConfigSource: Sendable, Hashable {
    case code
    case environment(String)
    case file(String, line: Int?)
}

/// A type that a setting may be read as. Settings from the environment are text, and are converted; those from a JSON file
/// may be of the type already.
public protocol ConfigConvertible: Sendable {
    /// nil where the value is of another type and does not convert.
    init?(configValue: JSONValue)

    /// The value as it is stored.
    var configValue: JSONValue { get }
}

extension String: ConfigConvertible {
    public init?(configValue: JSONValue) {
        switch configValue {
        case .string(let text): self = text
        case .integer(let number): self = "\(number)"
        case .number(let number): self = "\(number)"
        case .bool(let truth): self = "\(truth)"
        case .null: return nil
        case .array, .object:
            guard let json = try? JSON.encode(configValue) else { return nil }
            self = String(decoding: json, as: UTF8.self)
        }
    }

    public var configValue: JSONValue { .string(self) }
}

extension Int: ConfigConvertible {
    public init?(configValue: JSONValue) {
        switch configValue {
        case .integer(let number): self = number
        case .string(let text):
            guard let number = Int(text.trimmingWhitespace()) else { return nil }
            self = number
        default: return nil
        }
    }

    public var configValue: JSONValue { .integer(self) }
}

extension Double: ConfigConvertible {
    public init?(configValue: JSONValue) {
        switch configValue {
        case .integer, .number: self = configValue.double ?? 0
        case .string(let text):
            guard let number = Double(text.trimmingWhitespace()) else { return nil }
            self = number
        default: return nil
        }
    }

    public var configValue: JSONValue { .number(self) }
}

extension Bool: ConfigConvertible {
    private static let words = [
        "1": true, "true": true, "yes": true, "on": true, "0": false, "false": false, "no": false, "off": false,
        "": false,
    ]

    /// Text is true or false as `1`, `true`, `yes`, `on`, `0`, `false`, `no`, `off` in any case, or empty.
    public init?(configValue: JSONValue) {
        switch configValue {
        case .bool(let truth): self = truth
        case .integer(let number) where number == 0 || number == 1: self = number == 1
        case .string(let text):
            guard let truth = Bool.words[text.trimmingWhitespace().lowercased()] else { return nil }
            self = truth
        default: return nil
        }
    }

    public var configValue: JSONValue { .bool(self) }
}

extension Array: ConfigConvertible where Element: ConfigConvertible {
    /// Text is a JSON array, or words between commas.
    public init?(configValue: JSONValue) {
        let elements: [JSONValue]
        switch configValue {
        case .array(let values): elements = values
        case .string(let text):
            if case .array(let values)? = try? JSON.value(from: [UInt8](text.utf8)) {
                elements = values
            } else {
                elements = text.split(separator: ",").map { .string($0.trimmingWhitespace()) }
            }
        default: return nil
        }
        let converted = elements.compactMap(Element.init(configValue:))
        guard converted.count == elements.count else { return nil }
        self = converted
    }

    public var configValue: JSONValue { .array(map(\.configValue)) }
}

extension Optional: ConfigConvertible where Wrapped: ConfigConvertible {
    public init?(configValue: JSONValue) {
        if configValue.isNull {
            self = .none
        } else if let value = Wrapped(configValue: configValue) {
            self = value
        } else {
            return nil
        }
    }

    public var configValue: JSONValue { self?.configValue ?? .null }
}

extension Cookie.SameSite: ConfigConvertible {
    public init?(configValue: JSONValue) {
        let word = configValue.string?.lowercased()
        guard let value = Cookie.SameSite.allCases.first(where: { $0.rawValue.lowercased() == word }) else {
            return nil
        }
        self = value
    }

    public var configValue: JSONValue { .string(rawValue) }
}

extension TrustedProxies: ConfigConvertible {
    /// The number of proxies, each of which sets all fields but the port.
    public init?(configValue: JSONValue) {
        guard let count = Int(configValue: configValue), count >= 0 else { return nil }
        self.init(count)
    }

    public var configValue: JSONValue { .integer(address) }
}
