/// What a variable of a rule may stand for: which text fits, how it weighs against its neighbours, and how a value is
/// written into a URL (Werkzeug: BaseConverter).
///
/// A converter of your own is registered under a name and then used like the six built-in ones:
///
/// ```swift
/// struct HexConverter: Converter {
///     init(arguments: ConverterArguments) throws {}
///     func accepts(_ text: Substring) -> Bool { text.allSatisfy(\.isHexDigit) }
/// }
/// app.routing.converters["hex"] = HexConverter.self     // "/colour/<hex:code>"
/// ```
public protocol Converter: Sendable {
    /// Made once a variable, when its rule is added. Throw `ConverterArguments.Refusal` for arguments that make no sense.
    init(arguments: ConverterArguments) throws

    /// Where several dynamic rules fit, the lighter goes first: int and float weigh 50, string, any and uuid 100, path 200.
    static var weight: Int { get }

    /// Whether the text may hold slashes.
    static var crossesSlashes: Bool { get }

    /// Whether this text, never empty, fits. Another rule is tried if it does not.
    func accepts(_ text: Substring) -> Bool

    /// What the view gets for a text that fits; nil refuses it for good: 404.
    func value(_ text: String) -> String?

    /// The text that a value becomes in a URL, before it is percent-encoded; nil refuses it.
    func text(_ value: String) -> String?
}

extension Converter {
    public static var weight: Int { 100 }
    public static var crossesSlashes: Bool { false }
    public func accepts(_ text: Substring) -> Bool { true }
    public func value(_ text: String) -> String? { text }
    public func text(_ value: String) -> String? { value }
}

/// A converter with its arguments, as a rule names it.
enum VariableConverter: Sendable {
    case string(minimum: Int, maximum: Int?)
    case path
    case any([String])
    case int(NumberLimits<Int>)
    case float(NumberLimits<Double>)
    case uuid
    case own(name: String, arguments: ConverterArguments, any Converter)

    var kind: PathKind {
        switch self {
        case .string, .path, .any, .own: .text
        case .int: .int
        case .float: .float
        case .uuid: .uuid
        }
    }

    var weight: Int {
        switch self {
        case .int, .float: 50
        case .string, .any, .uuid: 100
        case .path: 200
        case .own(_, _, let converter): type(of: converter).weight
        }
    }

    var crossesSlashes: Bool {
        switch self {
        case .path: true
        case .own(_, _, let converter): type(of: converter).crossesSlashes
        default: false
        }
    }
}

/// The limits of a number: `min`, `max`, `fixed_digits`, `signed`.
struct NumberLimits<Number: Sendable & Comparable>: Sendable {
    var minimum: Number?
    var maximum: Number?
    var fixedDigits = 0
    var isSigned = false

    func allow(_ number: Number) -> Bool {
        if let minimum, number < minimum { return false }
        if let maximum, number > maximum { return false }
        return true
    }
}
