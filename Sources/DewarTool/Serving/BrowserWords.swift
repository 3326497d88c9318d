/// A message to the open pages, as live.js reads it.
struct BrowserWords: Encodable {
    private var type: String
    private var report: FailureReport?
    /// Whether places can be opened in the developer's editor.
    private var editor: Bool?

    init(_ message: BrowserMessage, root: String) {
        switch message {
        case .reload: type = "reload"
        case .styles: type = "styles"
        case .clear: type = "clear"
        case .failure(let failure):
            type = "failure"
            report = FailureReport(failure, root: root)
            editor = Editor.found() != nil
        }
    }

    var text: String { JSON.line(self) }
}
