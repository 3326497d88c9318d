public import DewarHTTP

/// What is written on stderr of each request that was answered.
///
/// ```swift
/// app.config.accessLog = .json    // or DEWAR_ACCESS_LOG=json
/// ```
public enum AccessLogStyle: String, Sendable, Hashable, CaseIterable {
    case none
    /// A line for a person: `14:02:12  GET /hello/ada  200  0.3 ms`.
    case readable
    /// A JSON object a line: time, id, peer, method, target, status, bytes, ms; `slow` where it took a second or more.
    case json
}

extension AccessLogStyle: ConfigConvertible {
    public init?(configValue: JSONValue) {
        guard let style = configValue.string.flatMap({ AccessLogStyle(rawValue: $0.lowercased()) }) else { return nil }
        self = style
    }

    public var configValue: JSONValue { .string(rawValue) }
}
