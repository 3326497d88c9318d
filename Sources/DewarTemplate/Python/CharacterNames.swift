/// Characters by their Unicode names, for `\N{GREEK SMALL LETTER ALPHA}`.
enum CharacterNames {
    /// The character of this name, in any case of letters; aliases count.
    static func scalar(_ name: String) -> Unicode.Scalar? {
        let name = name.uppercased()
        if let ideograph = ideograph(name) { return ideograph }
        guard let scalar = byHash[hash(name)] else { return nil }
        let properties = scalar.properties
        return properties.name == name || properties.nameAlias == name ? scalar : nil
    }

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
