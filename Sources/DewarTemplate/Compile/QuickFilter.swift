/// The filters that stand in every other line of a template. The renderer has a form of them for the common case that
/// does without what a call costs (`Renderer+QuickFilters`); the row in the table of filters does all else.
enum QuickFilter: UInt16 {
    case title = 1
    case upper, lower, escape, safe, string, length, fallback, round, join

    private static let byName: [String: QuickFilter] = [
        "title": .title, "upper": .upper, "lower": .lower, "escape": .escape, "e": .escape, "safe": .safe,
        "string": .string, "length": .length, "count": .length, "default": .fallback, "d": .fallback,
        "round": .round, "join": .join,
    ]

    /// The number of a filter's quick form for `Node.n`; 0 if it has none, or if an app put its own in its place.
    static func number(of filter: Builtin, named name: String) -> Int {
        guard let quick = byName[name], Filters.byName[name] === filter else { return 0 }
        return Int(quick.rawValue)
    }
}
