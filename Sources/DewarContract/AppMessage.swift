/// What an app tells the tool on its ready descriptor (`DEWAR_READY_FD`): one JSON object a line.
///
/// ```json
/// {"event":"ready"}
/// {"event":"failed","message":"endpoint \"index\" is used twice","file":"app.swift","line":7}
/// {"event":"draining"}
/// ```
///
/// The app keeps the descriptor open as long as it runs.
package struct AppMessage: Codable, Sendable, Hashable {
    package enum Event: String, Codable, Sendable {
        /// The app could accept connections; from now on the one it replaces may stop.
        case ready
        /// The set-up was wrong; the app ends with `Contract.setUpFailed`.
        case failed
        /// SIGTERM was heard: the app has stopped accepting, what it has begun it still answers.
        case draining
    }

    package var event: Event
    package var message: String?
    package var file: String?
    package var line: Int?

    package init(_ event: Event, message: String? = nil, file: String? = nil, line: Int? = nil) {
        self.event = event
        self.message = message
        self.file = file
        self.line = line
    }
}
