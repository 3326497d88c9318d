/// What is left of a letter where only ASCII will do.
package enum ASCIIFallback {
    /// The letter without its accents; nil where nothing of ASCII is left. Unicode's names tell:
    /// LATIN SMALL LETTER I WITH DIAERESIS.
    package static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar.isASCII { return scalar }
        let words = scalar.properties.name?.split(separator: " ") ?? []
        guard words.count > 5, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH", words[3].utf8.count == 1
        else { return nil }
        return (words[1] == "SMALL" ? words[3].lowercased() : String(words[3])).unicodeScalars.first
    }
}
