/// Makes links of the addresses in a text (Jinja2: `urlize`).
struct Links {
    /// How many characters of an address are shown; nil for all.
    var shownCharacters: Int?
    var rel: Text?
    var target: Text?
    /// Prefixes besides http and https, such as `tel:`.
    var schemes: [Text] = []

    /// The text, which is escaped already, with links.
    func link(inEscaped escaped: Text) -> Text {
        let output = OutputBuffer(capacity: escaped.count + 64)
        let attributes = self.attributes
        var place = 0
        while place < escaped.count {
            let start = place
            place = escaped.endOfSpace(from: place)
            output.append(escaped.slice(start, place))
            let end = escaped.endOfWord(from: place)
            if end > place { write(escaped.slice(place, end), attributes, to: output) }
            place = end
        }
        return output.take(from: 0)
    }

    private var attributes: String {
        let rel = rel.map { " rel=\"\($0.escaped.string)\"" } ?? ""
        let target = target.map { " target=\"\($0.escaped.string)\"" } ?? ""
        return rel + target
    }

    private func write(_ word: Text, _ attributes: String, to output: OutputBuffer) {
        let (head, middle, tail) = Links.trim(word)
        output.append(head)
        if let (address, shown, isPage) = recognize(middle) {
            output.append("<a href=\"" as StaticString)
            output.append(address)
            output.append("\"" as StaticString)
            if isPage { output.append(attributes) }
            output.append(">" as StaticString)
            output.append(shown)
            output.append("</a>" as StaticString)
        } else {
            output.append(middle)
        }
        output.append(tail)
    }

    /// What the word is a link to and what is shown of it; nil if it is no address.
    private func recognize(_ word: Text) -> (address: Text, shown: Text, isPage: Bool)? {
        if WebAddress.matches(word) {
            let hasScheme = word.hasPrefix(Links.https.text) || word.hasPrefix(Links.http.text)
            return (hasScheme ? word : Links.https.text.appending(word), shortened(word), true)
        }
        if word.hasPrefix(Links.mailto.text) {
            let address = word.removingPrefix(Links.mailto.text)
            if WebAddress.isMailbox(address) { return (word, address, false) }
        } else if word.find(Links.at.text) != nil, !word.hasPrefix(Links.www.text), !word.hasPrefix(Links.at.text),
            word.find(Links.colon.text) == nil, WebAddress.isMailbox(word)
        {
            return (Links.mailto.text.appending(word), word, false)
        }
        for scheme in schemes where word.hasPrefix(scheme) && word.count > scheme.count { return (word, word, true) }
        return nil
    }

    private func shortened(_ text: Text) -> Text {
        guard let shownCharacters, text.length > shownCharacters else { return text }
        return text.prefix(shownCharacters).appending(Links.ellipsis.text)
    }

    // MARK: What stands around an address

    /// Brackets before the word and punctuation after it, which are no part of the address.
    private static func trim(_ word: Text) -> (head: Text, middle: Text, tail: Text) {
        var start = 0
        while let mark = openingMarks.first(where: { word.slice(start, word.count).hasPrefix($0.text) }) {
            start += mark.text.count
        }
        var end = word.count
        while let mark = closingMarks.first(where: { word.slice(start, end).hasSuffix($0.text) }) {
            end -= mark.text.count
        }
        for pair in pairs {
            // Closing brackets that match one within the address belong to it.
            var missing = word.slice(start, end).occurrences(of: pair.open.text)
            if missing <= word.slice(start, end).occurrences(of: pair.close.text) { continue }
            while missing > 0, let next = word.find(pair.close.text, from: end) {
                end = next + pair.close.text.count
                missing -= 1
            }
        }
        return (word.slice(0, start), word.slice(start, end), word.slice(end, word.count))
    }

    private static let openingMarks = ["(", "<", "&lt;"].map(FixedText.init)
    private static let closingMarks = [")", ">", ".", ",", "&gt;"].map(FixedText.init)
    private static let pairs = [("(", ")"), ("<", ">"), ("&lt;", "&gt;")].map {
        (open: FixedText($0), close: FixedText($1))
    }

    private static let https = FixedText("https://")
    private static let http = FixedText("http://")
    private static let mailto = FixedText("mailto:")
    private static let www = FixedText("www.")
    private static let at = FixedText("@")
    private static let colon = FixedText(":")
    private static let ellipsis = FixedText("...")

    /// True for a prefix that may be given as a scheme: `name:`, `name:/` or `name://`.
    static func isScheme(_ text: Text) -> Bool {
        let parts = Array(text.string.unicodeScalars)
        guard let colon = parts.firstIndex(of: ":"), colon >= 2 else { return false }
        let rest = parts[(colon + 1)...]
        return rest.count <= 2 && rest.allSatisfy { $0 == "/" }
            && parts[..<colon].allSatisfy { $0.isWordCharacter || ".+-".unicodeScalars.contains($0) }
    }
}
