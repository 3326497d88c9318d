/// What a client accepts, and how gladly: the value of `Accept`, `Accept-Language` or `Accept-Encoding` (RFC 9110 §12.5).
///
/// ```swift
/// request.acceptMimetypes.best(of: ["application/json", "text/html"]) ?? "text/plain"
/// request.acceptLanguages.best(of: ["en", "de"])
/// if request.acceptMimetypes.acceptsJSON { … }
/// ```
public struct Accept: Sendable, Hashable {
    /// A type, language or encoding that the client named, or a wildcard.
    public struct Item: Sendable, Hashable {
        /// The type, language or encoding that was sent.
        public let value: String
        /// From 0, refused, to 1.
        public let quality: Double
    }

    /// How values are compared.
    package enum Kind: Sendable {
        case mediaType
        case language
        case word
    }

    /// What the client named, the most specific first, then the most wanted.
    public let items: [Item]
    private let kind: Kind

    package init(parsing field: String, kind: Kind) {
        self.init(FieldSyntax.items(of: field).compactMap(Accept.item), kind: kind)
    }

    private init(_ items: [Item], kind: Kind) {
        self.kind = kind
        // Sorting in Swift is stable: equal items stay in the field's order.
        self.items = items.sorted { one, other in
            let first = Accept.specificity(one.value, kind)
            let second = Accept.specificity(other.value, kind)
            return first == second ? one.quality > other.quality : second.lexicographicallyPrecedes(first)
        }
    }

    /// The value most wanted of those on offer: by quality, then by how specific the client was, then the first one. nil if
    /// the client takes none of them, or has said nothing (Flask: best_match).
    public func best(of offered: [String]) -> String? {
        guard kind == .language else { return bestMatch(offered) }
        if let best = bestMatch(offered) { return best }
        // The client's `de-AT` takes `de`.
        let primary = items.map { Item(value: Accept.primaryTag($0.value), quality: $0.quality) }
        if let best = Accept(primary, kind: .word).bestMatch(offered) { return best }
        // The client's `fr` takes `fr-CA`.
        let tags = offered.map(Accept.primaryTag)
        return bestMatch(tags).flatMap { tags.firstIndex(of: $0) }.map { offered[$0] }
    }

    /// How gladly the client takes this value; 0 if it does not.
    public func quality(of value: String) -> Double { match(value)?.quality ?? 0 }

    /// Whether the client names this value, or a wildcard for it.
    public func accepts(_ value: String) -> Bool { match(value) != nil }

    /// Whether `application/json` is accepted.
    public var acceptsJSON: Bool { accepts("application/json") }

    /// Whether `text/html` or XHTML is accepted.
    public var acceptsHTML: Bool {
        accepts("text/html") || accepts("application/xhtml+xml") || accepts("application/xml")
    }

    private func bestMatch(_ offered: [String]) -> String? {
        var best: (value: String, quality: Double, specificity: [Int])?
        for value in offered {
            guard let item = match(value), item.quality > 0 else { continue }
            let specificity = Accept.specificity(item.value, kind)
            if let best, item.quality < best.quality { continue }
            if let best, item.quality == best.quality, !best.specificity.lexicographicallyPrecedes(specificity) {
                continue
            }
            best = (value, item.quality, specificity)
        }
        return best?.value
    }

    private func match(_ value: String) -> Item? { items.first { Accept.matches(value, $0.value, kind) } }

    private static func matches(_ value: String, _ item: String, _ kind: Kind) -> Bool {
        switch kind {
        case .word: item == "*" || value.lowercased() == item.lowercased()
        case .language: item == "*" || languageTags(value) == languageTags(item)
        case .mediaType: mediaTypesMatch(MediaType(value), MediaType(item))
        }
    }

    private static func mediaTypesMatch(_ value: MediaType, _ item: MediaType) -> Bool {
        let offered = value.essence.pieces(between: "/")
        let accepted = item.essence.pieces(between: "/")
        guard offered.count == 2, accepted.count == 2 else { return false }
        if accepted[0] == "*" { return accepted[1] == "*" }
        guard accepted[0] == offered[0] else { return false }
        return accepted[1] == "*" || (accepted[1] == offered[1] && item.parameters == value.parameters)
    }

    /// For each piece of the value whether it is no wildcard; the more pieces, the more specific.
    private static func specificity(_ value: String, _ kind: Kind) -> [Int] {
        let pieces = kind == .mediaType ? value.split { $0 == "/" || $0 == ";" } : [value[...]]
        return pieces.map { $0.trimmingWhitespace() == "*" ? 0 : 1 }
    }

    private static func languageTags(_ value: String) -> [Substring] {
        value.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map { $0 }
    }

    private static func primaryTag(_ value: String) -> String {
        String(value.prefix { $0 != "-" && $0 != "_" })
    }

    /// An item of the field; nil where its quality is no number from 0 to 1.
    private static func item(_ text: String) -> Item? {
        let parsed = Parameters(parsing: text)
        var parameters = parsed.parameters
        var quality = 1.0
        if let given = parameters.removeValue(forKey: "q") {
            guard let number = weight(given.trimmingWhitespace()) else { return nil }
            quality = number
        }
        let rest = parameters.sorted { $0.key < $1.key }.map { "; \($0.key)=\(FieldSyntax.quote($0.value))" }
        return Item(value: parsed.value + rest.joined(), quality: quality)
    }

    private static func weight(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
            let number = Double(text), (0...1).contains(number)
        else { return nil }
        return number
    }
}
