/// Tags beyond the core of the language (Jinja2: extensions).
public enum TemplateExtension: String, Sendable, CaseIterable {
    /// `{% do expression %}`: evaluates and prints nothing.
    case `do`
    /// `{% break %}` and `{% continue %}` in loops.
    case loopControls = "loopcontrols"
    /// `{% debug %}`: prints the variables, filters and tests at hand.
    case debug

    /// The extension that brings a tag; nil for those of the core.
    static func owner(ofTag tag: String) -> TemplateExtension? {
        switch tag {
        case "do": .do
        case "break", "continue": .loopControls
        case "debug": .debug
        default: nil
        }
    }
}

extension Set<TemplateExtension> {
    func allow(tag: String) -> Bool { TemplateExtension.owner(ofTag: tag).map(contains) ?? true }
}
