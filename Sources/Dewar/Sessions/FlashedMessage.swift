/// A message for the next page that the visitor sees (Flask: flash).
public struct FlashedMessage: Sendable, Hashable {
    /// What it says.
    public var text: String
    /// What sort it is: `message`, `error`, `info`, `warning`, or a word of your own.
    public var category: String

    init(text: String, category: String) {
        self.text = text
        self.category = category
    }
}

extension Session {
    /// The member in which Flask keeps the messages.
    private static let flashesName = "_flashes"

    /// Keeps a message until it is shown.
    func flash(_ text: String, category: String) {
        var messages: [SessionValue] = []
        if case .list(let kept)? = value(Session.flashesName) { messages = kept }
        setValue(Session.flashesName, .list(messages + [.tuple([.string(category), .string(text)])]))
    }

    /// Takes the messages out.
    func takeFlashedMessages() -> [FlashedMessage] {
        guard case .list(let kept)? = pop(Session.flashesName) else { return [] }
        return kept.compactMap { entry in
            guard let pair = [String](sessionValue: entry), pair.count == 2 else { return nil }
            return FlashedMessage(text: pair[1], category: pair[0])
        }
    }
}
