/// Where `{{ value }}` escapes `& < > " '`.
public enum Autoescape: Sendable {
    case never
    case always
    /// By the template's name, case-sensitively; a template without a name is escaped.
    case bySuffix([String])
    /// By a rule of your own; the argument is the template's name.
    case rule(@Sendable (String?) -> Bool)

    /// What Flask escapes: names that end in .html, .htm, .xml, .xhtml or .svg, and templates without a name.
    public static let html = Autoescape.bySuffix([".html", ".htm", ".xml", ".xhtml", ".svg"])

    func applies(to name: String?) -> Bool {
        switch self {
        case .never: false
        case .always: true
        case .bySuffix(let suffixes): name.map { name in suffixes.contains { name.hasSuffix($0) } } ?? true
        case .rule(let rule): rule(name)
        }
    }
}
