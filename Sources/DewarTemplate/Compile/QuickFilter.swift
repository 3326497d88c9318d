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

    /// How many arguments the common case has.
    private var arguments: Int32 {
        switch self {
        case .fallback, .round, .join: 1
        case .title, .upper, .lower, .escape, .safe, .string, .length: 0
        }
    }

    /// The number of a filter's quick form for `Node.n`; 0 if the filter has none, if it is called with other arguments,
    /// or if an app put its own in its place.
    static func number(of filter: Builtin, named name: String, _ plan: ArgumentPlan) -> Int {
        guard let quick = byName[name], Filters.byName[name] === filter, plan.isPositional,
            plan.positional == quick.arguments
        else { return 0 }
        return Int(quick.rawValue)
    }
}
