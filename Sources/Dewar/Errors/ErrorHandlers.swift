/// The handlers that a route's errors go to: its blueprints' from the innermost, then the app's.
package struct ErrorHandlers: Sendable {
    /// Each level's handlers, innermost first.
    package var levels: [[ErrorHandler]]

    package var arePlain: Bool { levels.allSatisfy { $0.allSatisfy(\.isPlain) } }

    /// The handler for an error: by status from the innermost level out, then by the nearest type from the innermost level
    /// out (Flask: _find_error_handler).
    package func handler(for error: any Error) -> ErrorHandler.Call? {
        if let code = (error as? HTTPError)?.code, let handler = handler(forStatus: code) { return handler }
        return levels.lazy.compactMap { nearest(to: error, in: $0) }.first
    }

    private func handler(forStatus code: Int) -> ErrorHandler.Call? {
        levels.lazy.compactMap { level in level.last { $0.code == code } }.first?.call
    }

    /// Of equally near handlers the last one registered counts.
    private func nearest(to error: any Error, in level: [ErrorHandler]) -> ErrorHandler.Call? {
        var found: (call: ErrorHandler.Call, distance: Int)?
        for handler in level.reversed() {
            guard let distance = handler.distance(error) else { continue }
            if found == nil || distance < found!.distance { found = (handler.call, distance) }
        }
        return found?.call
    }
}
