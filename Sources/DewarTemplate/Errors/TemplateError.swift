/// An error of a template: what went wrong, where, and how it came to be rendered.
///
/// Its `description` shows the line with a caret:
/// ```
/// UndefinedError: 'user' is undefined (did you mean 'users'?)
///   --> pages/list.html:4:8
///   4 | <li>{{ user.name }}</li>
///     |        ^
///   included from index.html:12
/// ```
public struct TemplateError: Error, Sendable {
    /// What went wrong. The raw value is the name of Jinja2's or Python's exception.
    public enum Kind: String, Sendable, CaseIterable {
        case syntax = "TemplateSyntaxError"
        case assertion = "TemplateAssertionError"
        case runtime = "TemplateRuntimeError"
        case undefined = "UndefinedError"
        case notFound = "TemplateNotFound"
        case noneFound = "TemplatesNotFound"
        case filterArgument = "FilterArgumentError"
        /// A limit of `TemplateLimits` was reached.
        case limit = "TemplateLimitError"
        case type = "TypeError"
        case value = "ValueError"
        case key = "KeyError"
        case index = "IndexError"
        case zeroDivision = "ZeroDivisionError"
        case overflow = "OverflowError"
        case attribute = "AttributeError"
        case runtimePython = "RuntimeError"
        case recursion = "RecursionError"
        case assertionPython = "AssertionError"
        /// An app's own filter, test, function or type threw an error.
        case custom = "Error"
    }

    /// A place in a template.
    public struct Place: Sendable, Hashable {
        /// The template's name; nil for one that was made from a string.
        public var template: String?
        /// From 1.
        public var line: Int
        /// In characters, from 1.
        public var column: Int
        /// The line itself.
        public var sourceLine: String
    }

    /// What sort of fault it is.
    public var kind: Kind
    /// What is wrong, in a sentence.
    public var message: String
    /// Where it happened; nil if there is no template yet, as when it was not found.
    public var place: Place?
    /// The tags through which the template came to be rendered, innermost first: `included from`, `extended by`, …
    public var chain: [(relation: String, place: Place)] = []
    /// Names that resemble the one that was not found, best first.
    public var suggestions: [String] = []
    /// The error that an app's own code threw.
    public var underlying: (any Error)?

    /// An error of this kind, with its place where that is known.
    public init(_ kind: Kind, _ message: String, place: Place? = nil, suggestions: [String] = []) {
        self.kind = kind
        self.message = message
        self.place = place
        self.suggestions = suggestions
    }
}

extension TemplateError: CustomStringConvertible {
    public var description: String {
        var text = "\(kind.rawValue): \(message)"
        if let hint { text += " (\(hint))" }
        if let place {
            let number = String(place.line)
            let margin = String(repeating: " ", count: number.count)
            text += "\n  --> \(place.shown)"
            text += "\n  \(number) | \(place.sourceLine)"
            text += "\n  \(margin) | \(String(repeating: " ", count: max(place.column - 1, 0)))^"
        }
        for (relation, place) in chain { text += "\n  \(relation) \(place.template ?? "<template>"):\(place.line)" }
        return text
    }

    /// `did you mean 'name'?`, if a known name resembles the one that was not found.
    public var hint: String? {
        guard !suggestions.isEmpty else { return nil }
        return "did you mean " + suggestions.map { "'\($0)'" }.joined(separator: " or ") + "?"
    }
}

extension TemplateError.Place {
    /// `name:line:column`
    var shown: String { "\(template ?? "<template>"):\(line):\(column)" }
}
