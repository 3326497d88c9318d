package import DewarHTTP

/// What is answered for an error that no handler took.
package enum ErrorPage {
    /// The page of an HTTP error; any other error goes on to the handlers of 500.
    static func defaultAnswer(for error: any Error) throws -> Response {
        guard let error = error as? HTTPError else { throw error }
        return page(for: error)
    }

    /// The 500 that stands for an error nobody handled.
    static func internalServerError(_ error: any Error) -> HTTPError {
        if let error = error as? HTTPError, error.code == 500 { return error }
        var failure = HTTPError(500)
        failure.original = error
        return failure
    }

    /// The default page (Werkzeug: HTTPException.get_body).
    package static func page(for error: HTTPError) -> Response {
        if let response = error.response { return response }
        let lines = escapedHTML(error.description).split(separator: "\n", omittingEmptySubsequences: false)
        let page = """
            <!doctype html>
            <html lang=en>
            <title>\(error.code) \(escapedHTML(error.name))</title>
            <h1>\(escapedHTML(error.name))</h1>
            <p>\(lines.joined(separator: "<br>"))</p>

            """
        var response = Response(page, status: error.status)
        for (name, value) in error.headers.pairs { response.headers.add(name, value) }
        return response
    }
}
