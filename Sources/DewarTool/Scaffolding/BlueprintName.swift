/// A blueprint's name in the forms that its files need: `my-orders` is `myOrders()` in `MyOrders.swift`, below `/my-orders`.
struct BlueprintName: Hashable, Sendable {
    let text: String

    init(_ text: String) throws(NameFault) {
        let name = try ProjectName(text)
        guard !Self.words(name.text).isEmpty, !Self.taken.contains(text.lowercased()) else {
            throw NameFault(name: text, reason: .taken, suggestion: nil)
        }
        self.text = name.text
        if let reason = NameFault.Reason(for: variables["function"] ?? "") {
            throw NameFault(name: text, reason: reason, suggestion: nil)
        }
    }

    /// What the templates of a blueprint know it by.
    var variables: [String: String] {
        let words = Self.words(text)
        let type = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return [
            "blueprint": words.joined(separator: "_"),
            "url": words.joined(separator: "-").lowercased(),
            "function": type.prefix(1).lowercased() + type.dropFirst(),
            "type": type,
            "heading": words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " "),
        ]
    }

    private static func words(_ text: String) -> [Substring] { text.split { $0 == "-" || $0 == "_" } }

    /// Words that createApp() uses itself, and its own files.
    private static let taken: Set<String> = ["app", "config", "create-app", "createapp", "app-tests"]
}
