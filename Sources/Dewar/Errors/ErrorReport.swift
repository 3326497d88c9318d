internal import DewarHTTP
internal import DewarTemplate

/// Everything that is known of an error nobody handled, for the debug page and its other forms.
struct ErrorReport: Sendable, Encodable {
    /// The error's type.
    var type: String
    var message: String
    /// Where a template is wrong and how it came to be rendered; where it was thrown and what called that, the view's registration where nobody knows.
    var places: [SourceExcerpt]
    var method: String
    var url: String
    var endpoint: String?
    var headers: [[String]]
    var arguments: [[String]]

    init(_ error: any Error, _ request: Request, app: App) {
        let root = app.root
        type = "\(Swift.type(of: error))"
        message = "\(error)"
        let thrownAt = request.exchangeIfAny?.withLock { $0.thrownAt } ?? []
        places = thrownAt.enumerated().map { index, line in
            SourceExcerpt(index == 0 ? "thrown at" : "called from", line, root: root)
        }
        if places.isEmpty, let view = request.route.place { places = [SourceExcerpt("view at", view, root: root)] }
        if let error = error as? TemplateError {
            type = error.kind.rawValue
            message = error.message + (error.hint.map { " (\($0))" } ?? "")
            places = SourceExcerpt.places(of: error, from: app.templateLoader) + places
        }
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

    /// The form that the client asks for: a page, JSON, or text, which is also for those that take anything (`curl`).
    func response(for request: Request) throws -> Response {
        let offers = ["text/plain", "text/html", "application/json"]
        switch request.acceptMimetypes.best(of: offers) {
        case "application/json": return Response(json: self, status: 500)
        case "text/html": return Response(page, status: 500)
        default: return Response(text, status: 500, headers: ["Content-Type": "text/plain; charset=utf-8"])
        }
    }

    /// For terminals.
    var text: String {
        var lines = ["500 Internal Server Error", "", "\(type): \(message)"]
        for place in places {
            lines += ["", "\(place.title) \(place.place)"]
            for line in place.lines {
                lines.append("\(line.isTheOne ? ">" : " ") \(line.number) | \(line.text)")
                let indent = String(repeating: " ", count: "\(line.number)".count)
                if let margin = line.margin { lines.append("  \(indent) | \(margin)^") }
            }
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
        <meta name=viewport content="width=device-width, initial-scale=1">
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
        let lines = place.lines.map { line in
            let caret = line.margin.map { "\n<i></i> \($0)<b>^</b>" } ?? ""
            let text = escapedHTML(line.text) + caret
            return "<span\(line.isTheOne ? " class=here" : "")><i>\(line.number)</i> \(text)</span>"
        }
        return
            "<h2>\(place.title) \(escapedHTML(place.place))</h2>\n<pre class=source>\(lines.joined())</pre>\n"
    }

    private static func table(_ title: String, _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let cells = rows.map { "<tr><th>\(escapedHTML($0[0]))<td>\(escapedHTML($0[1]))" }
        return "<h2>\(title)</h2>\n<table>\(cells.joined(separator: "\n"))</table>\n"
    }

    /// Of a kind with the development server's overlay.
    private static let style = """
        :root{color-scheme:light dark;--text:#1c1c22;--faint:#63636e;--ground:#fff;--box:#f4f4f6;--here:#ffe9bd;--fault:#b22}
        @media(prefers-color-scheme:dark){
        :root{--text:#e9e9ee;--faint:#a0a0ac;--ground:#1d1d22;--box:#2a2a31;--here:#5a4514;--fault:#ff7b7b}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--ground);max-width:66rem;margin:0 auto;
        padding:2rem 1.2rem;border-top:5px solid #d33}
        h1{font-size:1.3rem;margin:0;color:var(--fault)}h2{font-size:1rem;margin:2rem 0 .4rem;overflow-wrap:anywhere}
        pre{font:13px/1.6 ui-monospace,monospace;background:var(--box);padding:.6rem 0;margin:.4rem 0;overflow:auto;
        border-radius:5px}
        .message{font-size:15px;padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere}
        .source span{display:block;min-width:max-content;padding:0 .8rem}.source .here{background:var(--here)}
        .source i{color:var(--faint);display:inline-block;width:2.5rem;margin-right:1rem;text-align:right;font-style:normal}
        table{font-size:13px;border-spacing:0}th{text-align:left;font-weight:600;padding-right:1.5rem;vertical-align:top;
        min-width:6rem}td{overflow-wrap:anywhere}.note{color:var(--faint);font-size:13px;margin-top:2.5rem}
        """
}
