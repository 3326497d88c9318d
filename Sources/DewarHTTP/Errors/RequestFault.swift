/// What is wrong with a request: the facts, and the one place where they become sentences for the error page.
package enum RequestFault: Sendable, Hashable {
    /// A value that a view asked for is missing: 400.
    case missing(String)
    /// A value does not convert to the type that a view asked for: 400.
    case wrongType(String, value: String, type: String)
    /// The body should be JSON and says that it is something else: 415.
    case notJSON(contentType: String?)
    /// The body is no JSON: 400.
    case malformedJSON(problem: String, offset: Int?)
    /// The JSON does not fit the type. `path` leads to the place, such as `items[2].name`: 400.
    case unfitJSON(path: String, problem: String)
    /// The body, a form's text or a form's number of parts is larger than allowed: 413.
    case tooLarge(what: String, limit: Int)
    /// Something else reads the body at the same time, or has read it piece by piece: 500, since the view is at fault.
    case bodyTaken

    /// The error that is thrown for it; left uncaught, it is answered with the fault's status and sentence.
    package var error: HTTPError { HTTPError(status, description) }

    private var status: Status {
        switch self {
        case .missing, .wrongType, .malformedJSON, .unfitJSON: 400
        case .tooLarge: 413
        case .notJSON: 415
        case .bodyTaken: 500
        }
    }

    private var description: String {
        switch self {
        case .missing(let name): "The request has no value for '\(name)'."
        case .wrongType(let name, let value, let type): "The value '\(value)' for '\(name)' is not of type \(type)."
        case .notJSON(let contentType?): "The body should be JSON, but its content type is '\(contentType)'."
        case .notJSON(nil): "The body should be JSON: the request has no 'Content-Type: application/json'."
        case .malformedJSON(let problem, let offset?): "The body is not JSON: \(problem) at byte \(offset)."
        case .malformedJSON(let problem, nil): "The body is not JSON: \(problem)."
        case .unfitJSON("", let problem): "The JSON in the body does not fit: \(problem)."
        case .unfitJSON(let path, let problem): "The JSON in the body does not fit at '\(path)': \(problem)."
        case .tooLarge(let what, let limit): "The \(what) of the request is larger than the limit of \(limit)."
        case .bodyTaken: "The body of the request has been read elsewhere."
        }
    }
}
