internal import DewarContract
internal import DewarHTTP

/// The page that a browser gets while no app runs. It loads the live script, which shows the failure as the overlay and
/// loads the page again when it is mended; the text stands in the page as well, for browsers without scripts.
enum FailurePage {
    static func html(_ report: FailureReport?, token: String) -> Response {
        let title = report?.title ?? "building …"
        let text = report?.text ?? "The app is being built; this page loads again by itself."
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
                <title>\(escaped(title))</title>
                <meta name="color-scheme" content="light dark">
                <style>body { font: 15px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 60rem; padding: 0 1rem }
                pre { font: 14px/1.5 ui-monospace, monospace; overflow: auto }</style>
                <pre>\(escaped(text))</pre>
                \(LiveScript.tag(token: token))
                </html>

                """))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
