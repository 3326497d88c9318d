internal import DewarHTTP
internal import DewarLinux

/// Something that was logged.
public struct LogEntry: Sendable, Hashable {
    /// How much it matters.
    public var level: LogLevel
    /// What happened.
    public var message: String
    /// Where in the program: module, file and line.
    public var source: String

    /// `14:02:12  WARNING  shop/Orders.swift:7  low on apples`. What a client sent must not steer the terminal.
    func line(at time: String) -> String {
        let text = String(message.map { $0.isNewline || $0 == "\t" || !$0.isControl ? $0 : "?" })
        return "\(time)  \(level.rawValue.uppercased())  \(source)  \(text)"
    }

    private struct Object: Encodable {
        var time: String
        var level: LogLevel
        var source: String
        var message: String
    }

    /// A JSON object on one line, for programs.
    func json(at time: String) -> [UInt8] {
        let object = Object(time: time, level: level, source: source, message: message)
        return (try? JSON.encode(object, lineFeed: true)) ?? []
    }
}

extension Character {
    fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
