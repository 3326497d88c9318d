/// A text that is made once and used everywhere.
struct FixedText: Sendable {
    private let value: Value

    init(_ string: String) { value = .text(Text.key(string)) }

    var text: Text { value.asText! }
}

extension Text {
    static var empty: Text { fixedEmpty.text }
    static var space: Text { fixedSpace.text }
    static var newline: Text { fixedNewline.text }

    private static let fixedEmpty = FixedText("")
    private static let fixedSpace = FixedText(" ")
    private static let fixedNewline = FixedText("\n")
}
