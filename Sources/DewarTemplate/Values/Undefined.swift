/// How a missing variable behaves (Jinja2: Undefined, StrictUndefined, ChainableUndefined, DebugUndefined).
public enum UndefinedBehavior: String, Sendable, CaseIterable {
    /// Prints nothing, is false, has no items; all else is an error.
    case `default`
    /// Any use but the tests `defined` and `undefined` and the filter `default` is an error.
    case strict
    /// As default, and an attribute of it is undefined again.
    case chainable
    /// As default, and prints as `{{ name }}`, which shows what is missing.
    case debug
}

/// A missing value, with what is known about how it came to be missing.
final class Undefined {
    /// What was looked for.
    enum Origin {
        case name(Text)
        /// An attribute or item of this value.
        case attribute(name: Value, owner: Value)
        /// A sentence of its own.
        case hint(String)
    }

    let origin: Origin
    let behavior: UndefinedBehavior

    init(_ origin: Origin, _ behavior: UndefinedBehavior) {
        self.origin = origin
        self.behavior = behavior
    }

    /// The error of using the value, with the attributes that resemble one that is missing.
    var failure: Failure { Failure(.undefined, message, suggestions: suggestions) }

    private var suggestions: [String] {
        guard case .attribute(let name, let owner) = origin, let name = name.asText?.string else { return [] }
        return Suggestion.names(like: name, among: Undefined.attributes(of: owner))
    }

    /// The names that a template could have meant.
    private static func attributes(of owner: Value) -> [String] {
        switch owner {
        case .dict(let dict): (0..<min(dict.count, 1_000)).compactMap { dict.entries[$0].key.asText?.string }
        case .object(let object): object.attributeNames
        default: []
        }
    }

    var message: String {
        switch origin {
        case .name(let name): "'\(name.string)' is undefined"
        case .hint(let hint): hint
        case .attribute(.text(let name), let owner):
            "'\(Undefined.name(of: owner))' has no attribute '\(name.string)'"
        case .attribute(let key, let owner): "\(Undefined.name(of: owner)) has no element \(Repr.string(key))"
        }
    }

    /// The name of the variable, if it is one that is missing.
    var name: String? {
        if case .name(let name) = origin { return name.string }
        return nil
    }

    /// What the debug kind prints.
    var debugText: String {
        switch origin {
        case .name(let name): "{{ \(name.string) }}"
        case .hint(let hint): "{{ undefined value printed: \(hint) }}"
        case .attribute(let key, let owner):
            "{{ no such element: \(Undefined.name(of: owner))[\(Repr.string(key))] }}"
        }
    }

    /// How an error message calls the value in which something is missing.
    private static func name(of owner: Value) -> String {
        switch owner {
        case .none: "None"
        case .text: "str object"
        case .markup: "markupsafe.Markup object"
        case .int, .bigInt: "int object"
        case .double: "float object"
        case .bool: "bool object"
        case .list: "list object"
        case .tuple: "tuple object"
        case .dict: "dict object"
        case .object(let object): "\(object.typeName) object"
        case .undefined, .absent: "Undefined"
        }
    }
}
