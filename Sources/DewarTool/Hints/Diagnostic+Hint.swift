internal import DewarLinux

extension Diagnostic {
    /// The message with a hint, if the table has one for it.
    ///
    /// - Parameter source: the text of the file that the message is about; read from disk where nil.
    func hinted(source: String? = nil) -> Diagnostic {
        guard severity == .error, hint == nil else { return self }
        let text = source ?? place.flatMap { try? Files.text($0.file) } ?? ""
        let whereabouts = HintSource(text: text, line: place?.line ?? 0)
        for row in HintTable.rows {
            guard let words = row.pattern.match(message) else { continue }
            var hinted = self
            hinted.hint = row.advice(words, whereabouts)
            return hinted
        }
        return self
    }
}
