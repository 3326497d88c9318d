internal import DewarHTTP
internal import DewarLinux
internal import DewarServer
internal import Synchronization

/// Where errors are told that nobody handled, and what the app logs: to a person as a line on stderr, and while the app
/// serves in production as JSON objects, one a line, written by a thread of its own, so that a full pipe stops no event loop.
final class ErrorLog: Sendable {
    private let writer = Mutex<LogWriter?>(nil)

    /// From now on errors are JSON.
    func begin() throws(SystemError) {
        let fresh = LogWriter(2)
        try fresh.start()
        writer.withLock { $0 = fresh }
    }

    /// Writes what there still is.
    func end() {
        let last = writer.withLock { $0.take() }
        last?.close()
    }

    /// - Parameter thrownAt: where, if that is known.
    func tell(_ error: any Error, _ request: Request, thrownAt: SourceLine? = nil) {
        guard let writer = writer.withLock({ $0 }) else {
            return Console.error(ErrorPage.line(for: error, request, thrownAt: thrownAt))
        }
        if let line = try? JSON.encode(Line(error, request), lineFeed: true) { writer.write(line) }
    }

    /// What the app's logger has to say.
    func tell(_ entry: LogEntry) {
        guard let writer = writer.withLock({ $0 }) else { return Console.error(entry.line(at: Clock.timeOfDay)) }
        writer.write(entry.json(at: Clock.utc(second: Clock.coarseWall / 1_000_000_000) + "Z"))
    }

    private struct Line: Encodable {
        let level = "error"
        let time = Clock.utc(second: Clock.coarseWall / 1_000_000_000) + "Z"
        let id: String
        let method: String
        let target: String
        let endpoint: String?
        let view: String?
        let error: String

        init(_ error: any Error, _ request: Request) {
            id = request.id
            method = request.method.rawValue
            target = request.target
            endpoint = request.route.endpoint
            view = request.route.place?.description
            self.error = "\(type(of: error)): \(error)"
        }
    }
}
