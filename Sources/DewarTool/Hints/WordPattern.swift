/// A sentence of the compiler with `*` for the words that change.
///
///     WordPattern("cannot find '*' in scope").match("cannot find 'naem' in scope")   // ["naem"]
struct WordPattern: Sendable {
    private let pieces: [String]

    init(_ pattern: String) {
        pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// What stands for each `*`; nil if the sentence is another one. The pattern may be a part of the sentence.
    func match(_ sentence: String) -> [String]? {
        guard let first = sentence.firstRange(of: pieces[0]) else { return nil }
        var rest = sentence[first.upperBound...]
        var words: [String] = []
        for piece in pieces.dropFirst() {
            if piece.isEmpty {
                words.append(String(rest))
                rest = rest[rest.endIndex...]
            } else {
                guard let range = rest.firstRange(of: piece) else { return nil }
                words.append(String(rest[..<range.lowerBound]))
                rest = rest[range.upperBound...]
            }
        }
        return words
    }
}
