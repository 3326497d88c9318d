/// Characters by their Unicode names, for `\N{GREEK SMALL LETTER ALPHA}`.
enum CharacterNames {
    /// The character of this name, in any case of letters; aliases count.
    static func scalar(_ name: String) -> Unicode.Scalar? {
        let name = name.uppercased()
        if let scalar = invisible[name] { return scalar }
        if let ideograph = ideograph(name) { return ideograph }
        guard let scalar = byHash[hash(name)] else { return nil }
        let properties = scalar.properties
        return properties.name == name || properties.nameAlias == name ? scalar : nil
    }

    /// Aliases of characters that are controls or cannot be seen.
    private static let invisible: [String: Unicode.Scalar] = [
        "NULL": "\u{0}", "NUL": "\u{0}", "ALERT": "\u{7}", "BACKSPACE": "\u{8}", "CHARACTER TABULATION": "\u{9}",
        "HORIZONTAL TABULATION": "\u{9}", "TAB": "\u{9}", "LINE FEED": "\u{A}", "NEW LINE": "\u{A}", "LF": "\u{A}",
        "LINE TABULATION": "\u{B}", "FORM FEED": "\u{C}", "CARRIAGE RETURN": "\u{D}", "CR": "\u{D}",
        "ESCAPE": "\u{1B}", "ESC": "\u{1B}", "DELETE": "\u{7F}", "DEL": "\u{7F}", "NEXT LINE": "\u{85}",
        "NBSP": "\u{A0}", "SHY": "\u{AD}", "ZWSP": "\u{200B}", "ZWNJ": "\u{200C}", "ZWJ": "\u{200D}",
        "LRM": "\u{200E}", "RLM": "\u{200F}", "BOM": "\u{FEFF}", "ZWNBSP": "\u{FEFF}", "WJ": "\u{2060}",
    ]

    /// All names by hash, made when the first one is looked up: names themselves would take some megabytes.
    private static let byHash: [Int: Unicode.Scalar] = {
        var scalars: [Int: Unicode.Scalar] = [:]
        for range: ClosedRange<UInt32> in [0...0x33FF, 0x4DC0...0x4DFF, 0xA000...0x1_FFFF, 0xE_0000...0xE_01FF] {
            for scalar in range.lazy.compactMap(Unicode.Scalar.init) {
                if let name = scalar.properties.name { scalars[hash(name)] = scalar }
                if let alias = scalar.properties.nameAlias { scalars[hash(alias)] = scalar }
            }
        }
        return scalars
    }()

    private static func hash(_ name: String) -> Int {
        var name = name
        return name.withUTF8 { Text.hash($0) }
    }

    /// Ideographs are named by their number.
    private static func ideograph(_ name: String) -> Unicode.Scalar? {
        let prefix = "CJK UNIFIED IDEOGRAPH-"
        guard name.hasPrefix(prefix), let value = UInt32(name.dropFirst(prefix.count), radix: 16),
            let scalar = Unicode.Scalar(value), scalar.properties.isUnifiedIdeograph
        else { return nil }
        return scalar
    }
}
