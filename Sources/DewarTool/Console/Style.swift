/// Marks words for a terminal, or leaves them as they are. A mark is never the only sign of something.
struct Style: Sendable, Hashable {
    var isColoured: Bool

    init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    static let plain = Style(isColoured: false)

    enum Mark: String, Sendable {
        case bold = "1"
        case dim = "2"
        case underlined = "4"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case cyan = "36"
    }

    /// `text` with the marks on, where the stream is coloured.
    func callAsFunction(_ text: String, _ marks: Mark...) -> String {
        self(text, marks)
    }

    func callAsFunction(_ text: String, _ marks: [Mark]) -> String {
        guard isColoured, !text.isEmpty, !marks.isEmpty else { return text }
        return "\u{1B}[" + marks.map(\.rawValue).joined(separator: ";") + "m" + text + "\u{1B}[0m"
    }
}
