/// Tells whether a word is the address of a page or of a mailbox, as `urlize` sees it.
enum WebAddress {
    /// Domains under which an address needs neither a scheme nor `www.`.
    private static let plainDomains = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]

    /// True for `http://host`, `www.host` or `name.com`, a port, path, query or fragment after it.
    static func matches(_ word: Text) -> Bool {
        let scalars = Array(word.scalars)
        let lowered = String(String.UnicodeScalarView(scalars.prefix(8))).lowercased()
        let scheme = lowered.hasPrefix("https://") ? 8 : lowered.hasPrefix("http://") ? 7 : 0
        let prefix = scheme > 0 ? scheme : lowered.hasPrefix("www.") ? 4 : 0
        if prefix > 0, hasRest(scalars, after: endOfHost(scalars, prefix)),
            isHost(labels(scalars[prefix..<endOfHost(scalars, prefix)]))
        {
            return true
        }
        if scheme > 0 {
            if let end = endOfIPv4(scalars, scheme) ?? endOfIPv6(scalars, scheme), hasRest(scalars, after: end) {
                return true
            }
            return false
        }
        let end = endOfHost(scalars, 0)
        return hasRest(scalars, after: end) && isPlainHost(labels(scalars[..<end]))
    }

    /// True for `name@host.domain`.
    static func isMailbox(_ word: Text) -> Bool {
        let scalars = Array(word.scalars)
        guard let at = scalars.lastIndex(of: "@"), at > 0, !scalars[..<at].contains(where: \.isPythonSpace) else {
            return false
        }
        let host = scalars[(at + 1)...]
        guard let first = host.first, first.isWordCharacter, let dot = host.lastIndex(of: ".") else { return false }
        let domain = host[(dot + 1)...]
        return !domain.isEmpty && domain.allSatisfy(\.isWordCharacter)
            && host.allSatisfy { $0.isWordCharacter || $0 == "." || $0 == "-" }
    }

    private typealias Label = ArraySlice<Unicode.Scalar>

    private static func endOfHost(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
        scalars[start...].firstIndex { !isLabelCharacter($0) && $0 != "." } ?? scalars.count
    }

    private static func isLabelCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isWordCharacter || scalar == "%" || scalar == "-"
    }

    private static func labels(_ host: ArraySlice<Unicode.Scalar>) -> [Label] {
        host.split(separator: ".", omittingEmptySubsequences: false)
    }

    private static func isHost(_ labels: [Label]) -> Bool {
        guard let domain = labels.last else { return false }
        return labels.dropLast().allSatisfy { !$0.isEmpty } && (isDomain(domain) || isEncodedDomain(domain))
    }

    private static func isDomain(_ label: Label) -> Bool {
        (2...63).contains(label.count) && label.allSatisfy { $0.isASCII && $0.isPythonAlpha }
    }

    private static func isEncodedDomain(_ label: Label) -> Bool {
        let rest = label.dropFirst(4)
        return String(String.UnicodeScalarView(label.prefix(4))).lowercased() == "xn--" && (2...59).contains(rest.count)
            && rest.allSatisfy { $0.isWordCharacter || $0 == "%" }
    }

    private static func isPlainHost(_ labels: [Label]) -> Bool {
        guard labels.count > 1, let domain = labels.last else { return false }
        return plainDomains.contains(String(String.UnicodeScalarView(domain)).lowercased())
            && labels.dropLast().allSatisfy { (2...63).contains($0.count) }
    }

    /// Four groups of up to three digits.
    private static func endOfIPv4(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        var place = start
        for group in 0..<4 {
            if group > 0 {
                guard place < scalars.count, scalars[place] == "." else { return nil }
                place += 1
            }
            let digits = scalars[place...].prefix(3).prefix(while: \.isPythonDecimal)
            if digits.isEmpty { return nil }
            place = digits.endIndex
        }
        return place
    }

    /// Up to eight groups of hexadecimal digits in brackets, the first two of them with a colon.
    private static func endOfIPv6(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard start < scalars.count, scalars[start] == "[" else { return nil }
        var place = start + 1
        var groups = 0
        while groups < 8, place < scalars.count, scalars[place] != "]" {
            let digits = scalars[place...].prefix(4).prefix(while: \.properties.isASCIIHexDigit)
            place = digits.endIndex
            let hasColon = place < scalars.count && scalars[place] == ":"
            if hasColon { place += 1 }
            if groups < 2 && !hasColon || digits.isEmpty && !hasColon { return nil }
            groups += 1
        }
        return groups >= 2 && place < scalars.count && scalars[place] == "]" ? place + 1 : nil
    }

    /// True if nothing follows but a port and a path, query or fragment.
    private static func hasRest(_ scalars: [Unicode.Scalar], after end: Int) -> Bool {
        var place = end
        if place < scalars.count, scalars[place] == ":" {
            let port = scalars[(place + 1)...].prefix(while: \.isPythonDecimal)
            guard (1...5).contains(port.count) else { return false }
            place = port.endIndex
        }
        return place == scalars.count || "/?#".unicodeScalars.contains(scalars[place])
    }
}
