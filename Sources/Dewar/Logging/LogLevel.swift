public import DewarHTTP

/// How much something that is logged matters (Python: logging levels).
public enum LogLevel: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    case debug, info, warning, error, critical

    public static func < (a: LogLevel, b: LogLevel) -> Bool {
        allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
}

extension LogLevel: ConfigConvertible {
    public init?(configValue: JSONValue) {
        guard let level = configValue.string.flatMap({ LogLevel(rawValue: $0.lowercased()) }) else { return nil }
        self = level
    }

    public var configValue: JSONValue { .string(rawValue) }
}
