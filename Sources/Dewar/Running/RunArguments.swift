/// What `app.run()` takes from the command line and the environment.
package struct RunArguments: Sendable, Equatable {
    package var host = "127.0.0.1"
    package var port = 8000
    /// The number of event loops; nil is one for each core.
    package var workers: Int?

    package enum Problem: Error, Equatable {
        case unknown(String)
        case missingValue(String)
        case notANumber(String, String)
    }

    /// `--host`, `--port`, `--workers` go before HOST and PORT, which go before the defaults.
    ///
    /// - Parameter variable: the value of an environment variable.
    package init(_ arguments: [String], variable: (String) -> String?) throws(Problem) {
        if let host = variable("HOST"), !host.isEmpty { self.host = host }
        if let port = variable("PORT"), !port.isEmpty { self.port = try RunArguments.number("PORT", port) }
        var rest = arguments[...]
        while let option = rest.popFirst() {
            let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
            guard ["--host", "--port", "--workers"].contains(parts[0]) else { throw .unknown(option) }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { throw .missingValue(option) }
            switch parts[0] {
            case "--host": host = value
            case "--port": port = try RunArguments.number("--port", value)
            default: workers = try max(1, RunArguments.number("--workers", value))
            }
        }
    }

    private static func number(_ name: String, _ text: String) throws(Problem) -> Int {
        guard let number = Int(text), (0...65535).contains(number) else { throw .notANumber(name, text) }
        return number
    }

    package static func sentence(_ problem: Problem) -> String {
        switch problem {
        case .unknown(let option):
            "error: unknown option '\(option)'\n  hint: an app takes --host HOST, --port PORT and --workers N"
        case .missingValue(let option): "error: \(option) needs a value"
        case .notANumber(let name, let text): "error: \(name) is '\(text)', but must be a number from 0 to 65535"
        }
    }
}
