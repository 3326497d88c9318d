/// A text that is made once and used everywhere.
// Sendable: a text never changes after it has been made.
struct FixedText: @unchecked Sendable {
    let text: Text

    init(_ string: String) { text = Text.key(string) }
}

extension Text {
    static var empty: Text { fixedEmpty.text }
    static var space: Text { fixedSpace.text }
    static var newline: Text { fixedNewline.text }

    private static let fixedEmpty = FixedText("")
    private static let fixedSpace = FixedText(" ")
    private static let fixedNewline = FixedText("\n")
}
