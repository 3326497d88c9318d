internal import DewarHTTP

/// Makes a harmless file name of one that a client sent (Werkzeug: secure_filename).
enum SecureFilename {
    static func make(from name: String) -> String {
        let ascii = name.unicodeScalars.compactMap(ASCIIFallback.letter)
        let words = ascii.split { $0 == "/" || $0 == "\\" || $0.properties.isWhitespace }
        let joined = words.joined(separator: ["_"]).filter(isAllowed)
        var trimmed = joined[...]
        while let first = trimmed.first, first == "." || first == "_" { trimmed.removeFirst() }
        while let last = trimmed.last, last == "." || last == "_" { trimmed.removeLast() }
        return String(String.UnicodeScalarView(trimmed))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "."
            || scalar == "-"
    }
}
