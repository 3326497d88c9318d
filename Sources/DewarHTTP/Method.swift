/// A request method (RFC 9110 §9), such as `GET`. Methods are case-sensitive.
///
/// ```swift
/// if request.method == .post { … }
/// ```
public struct Method: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The method's name as it stands on the wire.
    public var rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(_ name: String) { rawValue = name }

    public init(stringLiteral name: String) { rawValue = name }

    public var description: String { rawValue }

    public static let get: Method = "GET"
    public static let head: Method = "HEAD"
    public static let post: Method = "POST"
    public static let put: Method = "PUT"
    public static let patch: Method = "PATCH"
    public static let delete: Method = "DELETE"
    public static let options: Method = "OPTIONS"
    public static let trace: Method = "TRACE"
    public static let connect: Method = "CONNECT"
}
