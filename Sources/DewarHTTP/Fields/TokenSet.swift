/// Words in the order in which they were added, each once, compared without regard to case: the value of `Vary`, `Allow` or
/// `Content-Language` (Flask: HeaderSet).
///
/// ```swift
/// response.vary.insert("Accept-Encoding")
/// ```
public struct TokenSet: Sendable, Hashable, Sequence, ExpressibleByArrayLiteral, CustomStringConvertible {
    private var words: [String] = []

    public init() {}

    /// These words, each once.
    public init(_ words: some Sequence<String>) { for word in words { insert(word) } }

    public init(arrayLiteral words: String...) { self.init(words) }

    package init(parsing field: String) { self.init(FieldSyntax.items(of: field).map(FieldSyntax.unquote)) }

    public var isEmpty: Bool { words.isEmpty }

    public func makeIterator() -> some IteratorProtocol<String> { words.makeIterator() }

    public func contains(_ word: String) -> Bool { words.contains { Headers.areEqual($0, word) } }

    /// Adds a word that is not there.
    public mutating func insert(_ word: String) { if !contains(word) { words.append(word) } }

    /// Takes a word away, however it is capitalised.
    public mutating func remove(_ word: String) { words.removeAll { Headers.areEqual($0, word) } }

    /// The words as a field lists them.
    public var description: String { words.map { FieldSyntax.quote($0) }.joined(separator: ", ") }
}
