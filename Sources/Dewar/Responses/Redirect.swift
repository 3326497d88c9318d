public import DewarHTTP
internal import DewarTemplate

/// An answer that sends the client to `location` (Flask: redirect).
///
/// ```swift
/// app.get("/old") { _ in redirect("/new") }
/// app.post("/login") { _ in redirect("/home", status: 303) }
/// ```
public func redirect(_ location: String, status: Status = 302) -> Response {
    let target = escapedHTML(location)
    let page = """
        <!doctype html>
        <html lang=en>
        <title>Redirecting...</title>
        <h1>Redirecting...</h1>
        <p>You should be redirected automatically to the target URL: <a href="\(target)">\(target)</a>. If not, click the link.

        """
    return Response(page, status: status, headers: ["Location": InternationalURL.ascii(location)])
}
