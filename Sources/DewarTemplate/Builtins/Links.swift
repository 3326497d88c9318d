/// Makes links of the addresses in a text (Jinja2: `urlize`).
struct Links {
    /// How many characters of an address are shown; nil for all.
    var shownCharacters: Int?
    var rel: Text?
    var target: Text?
    /// Prefixes besides http and https, such as `tel:`.
    var schemes: [Text] = []

    /// The text, escaped, with links.
    func link(_ text: Text) -> Text {
        let escaped = text.escaped
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
            let hasScheme = word.hasPrefix(Links.https) || word.hasPrefix(Links.http)
            return (hasScheme ? word : Links.https.appending(word), shortened(word), true)
        }
        if word.hasPrefix(Links.mailto) {
            let address = word.removingPrefix(Links.mailto)
            if WebAddress.isMailbox(address) { return (word, address, false) }
        } else if word.find(Links.at) != nil, !word.hasPrefix(Links.www), !word.hasPrefix(Links.at),
            word.find(Links.colon) == nil, WebAddress.isMailbox(word)
        {
            return (Links.mailto.appending(word), word, false)
        }
        for scheme in schemes where word.hasPrefix(scheme) && word.count > scheme.count { return (word, word, true) }
        return nil
    }

    private func shortened(_ text: Text) -> Text {
        guard let shownCharacters, text.length > shownCharacters else { return text }
        return text.prefix(shownCharacters).appending(Links.ellipsis)
    }

    // MARK: What stands around an address

    /// Brackets before the word and punctuation after it, which are no part of the address.
    private static func trim(_ word: Text) -> (head: Text, middle: Text, tail: Text) {
        var start = 0
        while let mark = openingMarks.first(where: { word.slice(start, word.count).hasPrefix($0) }) {
            start += mark.count
        }
        var end = word.count
        while let mark = closingMarks.first(where: { word.slice(start, end).hasSuffix($0) }) { end -= mark.count }
        for (open, close) in pairs {
            // Closing brackets that match one within the address belong to it.
            var missing = word.slice(start, end).occurrences(of: open)
            if missing <= word.slice(start, end).occurrences(of: close) { continue }
            while missing > 0, let next = word.find(close, from: end) {
                end = next + close.count
                missing -= 1
            }
        }
        return (word.slice(0, start), word.slice(start, end), word.slice(end, word.count))
    }

    private static let openingMarks = ["(", "<", "&lt;"].map { Text.make($0) }
    private static let closingMarks = [")", ">", ".", ",", "&gt;"].map { Text.make($0) }
    private static let pairs = [("(", ")"), ("<", ">"), ("&lt;", "&gt;")].map { (Text.make($0), Text.make($1)) }

    private static let https = Text.make("https://")
    private static let http = Text.make("http://")
    private static let mailto = Text.make("mailto:")
    private static let www = Text.make("www.")
    private static let at = Text.make("@")
    private static let colon = Text.make(":")
    private static let ellipsis = Text.make("...")

    /// True for a prefix that may be given as a scheme: `name:`, `name:/` or `name://`.
    static func isScheme(_ text: Text) -> Bool {
        let parts = Array(text.string.unicodeScalars)
        guard let colon = parts.firstIndex(of: ":"), colon >= 2 else { return false }
        let rest = parts[(colon + 1)...]
        return rest.count <= 2 && rest.allSatisfy { $0 == "/" }
            && parts[..<colon].allSatisfy { $0.isWordCharacter || ".+-".unicodeScalars.contains($0) }
    }
}
