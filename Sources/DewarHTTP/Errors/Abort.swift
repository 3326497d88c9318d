/// Leaves the view at once with an HTTP error (Flask: abort).
///
/// ```swift
/// guard let user = find(id) else { try abort(404, "no such user") }
/// ```
public func abort(_ status: Status, _ description: String? = nil, headers: Headers = [:]) throws -> Never {
    throw HTTPError(status, description, headers: headers)
}

/// Leaves the view at once with this answer, as it is; no error handler sees it.
public func abort(_ response: Response) throws -> Never {
    var error = HTTPError(response.status)
    error.response = response
    throw error
}
