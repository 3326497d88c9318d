internal import DewarHTTP

/// Everything that is known of an error nobody handled, for the debug page and its other forms.
struct ErrorReport: Sendable, Encodable {
    /// The error's type.
    var type: String
    var message: String
    /// Where: the view's registration, or the place in a template.
    var places: [SourceExcerpt]
    var method: String
    var url: String
    var endpoint: String?
    var headers: [[String]]
    var arguments: [[String]]

    init(_ error: any Error, _ request: Request, root: String) {
        type = "\(Swift.type(of: error))"
        message = "\(error)"
        places = request.route.place.map { [SourceExcerpt($0, root: root)] } ?? []
        method = request.method.rawValue
        url = request.url
        endpoint = request.endpoint
        headers = request.headers.pairs.map { [$0.name, ErrorReport.isSecret($0.name) ? "…" : $0.value] }
        arguments = request.args.pairs.map { [$0.name, $0.value] }
    }

    /// Whoever looks over a shoulder, or at a screenshot, shall not see credentials.
    private static func isSecret(_ field: String) -> Bool {
        ["cookie", "authorization", "proxy-authorization"].contains(field.lowercased())
    }

    /// The form that the client asks for: JSON, text, or a page.
    func response(for request: Request) throws -> Response {
        let offers = ["text/html", "text/plain", "application/json"]
        switch request.acceptMimetypes.best(of: offers) ?? "text/html" {
        case "application/json": return Response(json: self, status: 500)
        case "text/plain": return Response(text, status: 500, headers: ["Content-Type": "text/plain; charset=utf-8"])
        default: return Response(page, status: 500)
        }
    }

    /// For terminals.
    var text: String {
        var lines = ["500 Internal Server Error", "", "\(type): \(message)"]
        for place in places {
            lines += ["", "at \(place.file):\(place.line)"]
            lines += place.lines.map { "\($0.isTheOne ? ">" : " ") \($0.number) | \($0.text)" }
        }
        lines += ["", "\(method) \(url)"]
        lines += headers.map { "\($0[0]): \($0[1])" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For browsers.
    var page: String {
        """
        <!doctype html>
        <html lang=en>
        <meta charset=utf-8>
        <title>\(escapedHTML(type)): \(escapedHTML(message)) (500 Internal Server Error)</title>
        <style>\(ErrorReport.style)</style>
        <body>
        <h1>\(escapedHTML(type))</h1>
        <pre class=message>\(escapedHTML(message))</pre>
        \(places.map(ErrorReport.section).joined())
        <h2>Request</h2>
        <p><b>\(escapedHTML(method))</b> \(escapedHTML(url))\(endpoint.map { " → \(escapedHTML($0))" } ?? "")</p>
        \(ErrorReport.table("Query", arguments))\(ErrorReport.table("Header fields", headers))
        <p class=note>This page is shown since debug is on. Without it, clients see a plain 500.</p>
        </body>

        """
    }

    private static func section(_ place: SourceExcerpt) -> String {
        let lines = place.lines.map {
            "<span\($0.isTheOne ? " class=here" : "")><i>\($0.number)</i> \(escapedHTML($0.text))</span>"
        }
        return
            "<h2>\(escapedHTML(place.file)):\(place.line)</h2>\n<pre class=source>\(lines.joined(separator: "\n"))</pre>\n"
    }

    private static func table(_ title: String, _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let cells = rows.map { "<tr><th>\(escapedHTML($0[0]))<td>\(escapedHTML($0[1]))" }
        return "<h2>\(title)</h2>\n<table>\(cells.joined(separator: "\n"))</table>\n"
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
        h1{color:#b00020;margin-bottom:0}h2{font-size:1.1rem;margin-top:2rem}
        pre{background:#f6f6f4;padding:1rem;overflow:auto;border-radius:6px}.message{font-size:1.1rem;white-space:pre-wrap}
        .source span{display:block}.source i{color:#999;display:inline-block;width:3rem;font-style:normal}
        .here{background:#ffe7b8}th{text-align:left;padding-right:1.5rem;vertical-align:top}.note{color:#777;margin-top:3rem}
        @media(prefers-color-scheme:dark){body{background:#1b1b1d;color:#ddd}pre{background:#27272a}.here{background:#5a4514}}
        """
}
