package import DewarHTTP
internal import DewarTemplate

/// What is answered for an error that no handler took.
package enum ErrorPage {
    /// What the terminal shows of an error that nobody handled: the request, where it was thrown if that is known, else the
    /// view's place, the error.
    static func line(for error: any Error, _ request: Request, thrownAt: SourceLine? = nil) -> String {
        let root = request.route.app.root
        let throwing = thrownAt.map { "thrown at \($0.name(below: root)):\($0.line)" }
        let place = (throwing ?? request.route.place.map { "view at \($0)" }).map { " (\($0))" } ?? ""
        return "error in \(request.method) \(request.path)\(place): \(type(of: error)): \(error)"
    }

    /// Why a client is not shown what is known of an error while debugging.
    static func untrusted(host: String?) -> String {
        "  what is known of it is not shown to the host \(host ?? "(none)"); DEWAR_ALLOWED_HOSTS=NAME allows it"
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
