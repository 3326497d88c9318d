/// A type that a view can take as an argument out of the URL.
///
/// `Int`, `Double`, `String`, `Bool` and the other numbers are such types. An enum of strings needs only the word, and
/// a type of your own an `init?` that refuses what it cannot spell (the answer is then 404):
///
/// ```swift
/// enum Level: String, PathConvertible { case low, high }
/// app.get("/todos/<level>") { (_, level: Level) in … }
/// ```
public protocol PathConvertible: LosslessStringConvertible, URLValue {
    /// The converters from which this type can be made; a rule with another one is refused when it is registered.
    static var acceptedKinds: Set<PathKind> { get }

    /// The value from what the rule's converter took from the URL; nil refuses it: 404.
    init?(pathValue: PathValue)
}

/// What a converter takes from a URL: the word before the colon, as far as types go.
public enum PathKind: String, Sendable, Hashable, CaseIterable {
    /// `string`, `path`, `any` and converters of your own.
    case text
    /// `int`
    case int
    /// `float`
    case float
    /// `uuid`
    case uuid
}

extension PathConvertible {
    public static var acceptedKinds: Set<PathKind> { [.text, .uuid] }

    public init?(pathValue: PathValue) {
        guard let text = pathValue.text else { return nil }
        self.init(text)
    }

    public var urlValues: [PathValue] { [.string(description)] }
}

extension PathConvertible where Self: FixedWidthInteger {
    public static var acceptedKinds: Set<PathKind> { [.int] }

    public init?(pathValue: PathValue) {
        guard case .int(let int) = pathValue else { return nil }
        self.init(exactly: int)
    }

    public var urlValues: [PathValue] { [Int(exactly: self).map { .int($0) } ?? .string(description)] }
}

extension PathConvertible where Self: BinaryFloatingPoint {
    public static var acceptedKinds: Set<PathKind> { [.float] }

    public init?(pathValue: PathValue) {
        switch pathValue {
        case .float(let double): self.init(double)
        case .int(let int): self.init(int)
        default: return nil
        }
    }

    public var urlValues: [PathValue] { [.float(Double(self))] }
}

extension PathConvertible where Self: RawRepresentable, RawValue: PathConvertible {
    public static var acceptedKinds: Set<PathKind> { RawValue.acceptedKinds }

    public init?(pathValue: PathValue) {
        guard let raw = RawValue(pathValue: pathValue) else { return nil }
        self.init(rawValue: raw)
    }

    /// The value that this text spells; nil if it spells none.
    public init?(_ description: String) {
        guard let raw = RawValue(description) else { return nil }
        self.init(rawValue: raw)
    }

    public var description: String { rawValue.description }

    public var urlValues: [PathValue] { rawValue.urlValues }
}

extension String: PathConvertible {
    public init?(pathValue: PathValue) {
        guard let text = pathValue.text else { return nil }
        self = text
    }
}

extension Bool: PathConvertible {
    public init?(pathValue: PathValue) {
        switch pathValue {
        case .bool(let bool): self = bool
        case .string(let text): self.init(text)
        default: return nil
        }
    }

    public var urlValues: [PathValue] { [.bool(self)] }
}

extension Int: PathConvertible {}
extension Int8: PathConvertible {}
extension Int16: PathConvertible {}
extension Int32: PathConvertible {}
extension Int64: PathConvertible {}
extension UInt: PathConvertible {}
extension UInt8: PathConvertible {}
extension UInt16: PathConvertible {}
extension UInt32: PathConvertible {}
extension UInt64: PathConvertible {}
extension Double: PathConvertible {}
extension Float: PathConvertible {}
