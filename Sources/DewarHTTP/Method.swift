/// A request method (RFC 9110 §9), such as `GET`. Methods are case-sensitive.
///
/// ```swift
/// if request.method == .post { … }
/// ```
public struct Method: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The method's name as it stands on the wire.
    public var rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// The method of this name, as it stands on the wire.
    public init(_ name: String) { rawValue = name }

    public init(stringLiteral name: String) { rawValue = name }

    public var description: String { rawValue }

    /// Gives the resource (RFC 9110 §9.3.1).
    public static let get: Method = "GET"
    /// GET without the body (RFC 9110 §9.3.2).
    public static let head: Method = "HEAD"
    /// Has the resource process what is sent (RFC 9110 §9.3.3).
    public static let post: Method = "POST"
    /// Replaces the resource (RFC 9110 §9.3.4).
    public static let put: Method = "PUT"
    /// Changes a part of the resource (RFC 5789).
    public static let patch: Method = "PATCH"
    /// Removes the resource (RFC 9110 §9.3.5).
    public static let delete: Method = "DELETE"
    /// Asks what may be done with the resource (RFC 9110 §9.3.7).
    public static let options: Method = "OPTIONS"
    /// Asks for the request as it arrived (RFC 9110 §9.3.8).
    public static let trace: Method = "TRACE"
    /// Asks a proxy for a tunnel (RFC 9110 §9.3.6).
    public static let connect: Method = "CONNECT"
}
