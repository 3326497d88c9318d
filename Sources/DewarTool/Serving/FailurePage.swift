internal import DewarContract
internal import DewarHTTP
internal import DewarTemplate

/// The page that a browser gets while no app runs. It loads the live script, which shows the failure as the overlay and
/// loads the page again when it is mended; the text stands in the page as well, for browsers without scripts.
enum FailurePage {
    static func html(_ report: FailureReport?, token: String) -> Response {
        let title = report?.title ?? "building …"
        let sections =
            report?.items.map(section).joined() ?? "<p>The app is being built; this page loads again by itself."
        return Response(
            status: report == nil ? 503 : 500,
            headers: [
                "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "X-Frame-Options": "DENY",
            ],
            body: .string(
                """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>\(escapedHTML(title))</title>
                <style>\(style)</style>
                <h1>\(escapedHTML(title))</h1>
                \(sections)
                \(LiveScript.tag(token: token))
                </html>

                """))
    }

    private static func section(_ item: FailureReport.Item) -> String {
        var parts = ["<p class=message>\(escapedHTML(item.message))"]
        if let file = item.file {
            let numbers = [item.line, item.column].compactMap { $0 }.map { ":\($0)" }.joined()
            parts.append("<p class=place>\(escapedHTML(file + numbers))")
        }
        if let source = item.source {
            parts.append("<pre>\(escapedHTML(source))\n<span class=marks>\(escapedHTML(item.marks ?? ""))</span></pre>")
        }
        if let hint = item.hint { parts.append("<p class=hint>hint: \(escapedHTML(hint))") }
        if !item.details.isEmpty { parts.append("<pre>\(escapedHTML(item.details.joined(separator: "\n")))</pre>") }
        return "<section>\n\(parts.joined(separator: "\n"))\n</section>\n"
    }

    /// Of a kind with the overlay in `LiveScriptSource`.
    private static let style = """
        :root{color-scheme:light dark;--text:#1c1c22;--ground:#fff;--box:#f4f4f6;--fault:#b22;--place:#2456c5;--hint:#0a6c4b}
        @media(prefers-color-scheme:dark){
        :root{--text:#e9e9ee;--ground:#1d1d22;--box:#2a2a31;--fault:#ff7b7b;--place:#8fb3ff;--hint:#6fd6ae}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--ground);max-width:66rem;margin:0 auto;
        padding:2rem 1.2rem;border-top:5px solid #d33}
        h1{font-size:1.3rem;margin:0;color:var(--fault)}section{margin-top:1.4rem}p{margin:.2rem 0}
        .message{font-weight:600;overflow-wrap:anywhere}.place{color:var(--place);font:13px/1.5 ui-monospace,monospace}
        pre{font:13px/1.5 ui-monospace,monospace;background:var(--box);border-radius:5px;padding:.6rem .8rem;margin:.4rem 0;
        overflow:auto}.marks{color:var(--fault)}.hint{color:var(--hint)}
        """
}
