/// A value taken from a URL by a converter, or given to be put into one.
///
/// Converters give `.string`, `.int`, `.float` and `.uuid`; defaults may also be `.bool` and `.null`.
public enum PathValue: Sendable, Hashable {
    case string(String)
    case int(Int)
    case float(Double)
    /// The sixteen bytes of a UUID, the first eight in `high`, most significant first (RFC 9562 §4).
    case uuid(high: UInt64, low: UInt64)
    case bool(Bool)
    case null

    /// The value as text: a number in decimal digits, a UUID in its 36 lower-case characters; nil for null.
    public var text: String? {
        switch self {
        case .string(let string): string
        case .int(let int): String(int)
        case .float(let double): double.description
        case .uuid(let high, let low): UUIDText.text(high: high, low: low)
        case .bool(let bool): bool ? "true" : "false"
        case .null: nil
        }
    }

    /// Whether this is the default `other`, as Flask compares them: numbers by value, so that 1 and 1.0 are one
    /// default, but never a number with a text.
    package func isSameDefault(as other: PathValue) -> Bool {
        switch (self, other) {
        case (.int(let int), .float(let double)), (.float(let double), .int(let int)): Double(int) == double
        default: self == other
        }
    }
}

extension PathValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .float(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
}
