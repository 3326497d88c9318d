internal import DewarContract
internal import DewarLinux

/// Writes on stderr what the app has to say of itself: lines for a person, and JSON objects while the app serves in production
/// (Flask: app.logger).
///
/// ```swift
/// app.logger.debug("a value for debugging")
/// app.logger.warning("low on apples: \(orders.count)")
/// app.logger.error("the mail server does not answer")
/// ```
/// What is below `config.logLevel` is not even put together. `app.signals.logged` hears of all others.
public struct AppLogger: Sendable {
    /// What is below is not logged.
    public let level: LogLevel
    private let log: ErrorLog?
    private let logged: Signal<LogEntry>

    init(_ app: App) {
        let config = app.config
        level = config.logLevel ?? (config.debug || AppLogger.isDeveloped ? .debug : .warning)
        log = app.siteIfStarted?.errorLog
        logged = app.signals.logged
    }

    /// Whether `dewar serve` runs the app.
    private static let isDeveloped = Host.variable(Contract.channelDescriptor) != nil

    /// For whoever looks for a fault.
    public func debug(_ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line) {
        log(.debug, message(), file: file, line: line)
    }

    /// What is as it should be.
    public func info(_ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line) {
        log(.info, message(), file: file, line: line)
    }

    /// What is not as it should be, though all goes on.
    public func warning(_ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line) {
        log(.warning, message(), file: file, line: line)
    }

    /// What went wrong.
    public func error(_ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line) {
        log(.error, message(), file: file, line: line)
    }

    /// What keeps the app from its work.
    public func critical(_ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line) {
        log(.critical, message(), file: file, line: line)
    }

    /// Logs at a level that is chosen while the app runs.
    public func log(
        _ level: LogLevel, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard level >= self.level else { return }
        let entry = LogEntry(level: level, message: message(), source: "\(file):\(line)")
        if let log { log.tell(entry) } else { Console.error(entry.line(at: Clock.timeOfDay)) }
        logged.send(entry)
    }
}

extension App {
    /// Writes on stderr what the app has to say of itself (Flask: logger).
    public var logger: AppLogger { AppLogger(self) }
}
