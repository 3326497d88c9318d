// Searching what a client sent as the RFCs have it, by code points. Swift's own `hasPrefix`, `firstIndex(of:)` and `split` go by
// what a reader sees as one character: a slash with a combining mark behind it is no slash to them, and could be hidden so.
extension StringProtocol {
    package func begins(with text: some StringProtocol) -> Bool { utf8.starts(with: text.utf8) }

    package func ends(with text: some StringProtocol) -> Bool { utf8.reversed().starts(with: text.utf8.reversed()) }

    /// What stands before the first `mark`, and behind it; nil behind where there is none.
    package func cut(at mark: Unicode.Scalar) -> (before: Substring, behind: Substring?) {
        let all = Substring(self)
        guard let place = all.unicodeScalars.firstIndex(of: mark) else { return (all, nil) }
        return (all[..<place], all[all.unicodeScalars.index(after: place)...])
    }

    /// The pieces between the marks, empty ones too.
    package func pieces(between mark: Unicode.Scalar) -> [Substring] {
        Substring(self).unicodeScalars.split(separator: mark, omittingEmptySubsequences: false).map { Substring($0) }
    }
}
