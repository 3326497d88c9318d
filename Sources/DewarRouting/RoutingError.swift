package import DewarHTTP

/// What is wrong with a rule, with a view for it, or with a URL to be built. Rules are checked when they are added and
/// when the map is frozen, so that an app with a wrong rule does not start.
package struct RoutingError: Error, Sendable, Equatable {
    package enum Fact: Sendable, Equatable {
        case noLeadingSlash
        case unclosedVariable
        case unclosedArguments(converter: String)
        case missingName(converter: String?)
        case badName(String)
        case duplicateVariable(String)
        case unknownConverter(String, known: [String])
        case badArguments(converter: String, ConverterArguments.Refusal)
        case tooManyMethods(limit: Int)
        /// The view takes another number of arguments than the rule has.
        case wrongArgumentCount(variables: [String], taken: [String])
        /// The view takes a type that the variable's converter does not give.
        case wrongArgumentType(variable: String, converter: String, taken: String, wanted: PathKind?)
        /// The view takes a type that a default is not of.
        case wrongDefault(variable: String, value: String, taken: String)
        /// The variable's converter does not take the default.
        case refusedDefault(variable: String, value: String, converter: String)
        case unknownEndpoint(String, known: [String])
        case missingValues(endpoint: String, [String])
        case noRuleFits(endpoint: String, method: Method?)
        case refusedValue(variable: String, value: String, converter: String, choices: [String])
        case noCurrentEndpoint(String)
    }

    package var fact: Fact
    /// The rule as written; empty where no single rule is at fault.
    package var rule: String
    /// The place in the rule, from 1, counted in Unicode scalars.
    package var column: Int?

    package init(_ fact: Fact, rule: String = "", column: Int? = nil) {
        self.fact = fact
        self.rule = rule
        self.column = column
    }
}

extension RoutingError: CustomStringConvertible {
    /// What is wrong, the rule with a caret below the place, and what to write instead.
    package var description: String {
        var lines = [rule.isEmpty ? sentence : "rule '\(rule)': \(sentence)"]
        if let column { lines += ["  \(rule)", "  " + String(repeating: " ", count: column - 1) + "^"] }
        if let hint { lines.append("hint: \(hint)") }
        return lines.joined(separator: "\n")
    }

    private var sentence: String {
        switch fact {
        case .noLeadingSlash: "a rule must start with a slash"
        case .unclosedVariable: "the variable that starts here has no '>'"
        case .unclosedArguments(let converter): "the arguments of '\(converter)' have no ')'"
        case .missingName(nil): "the variable has no name"
        case .missingName(let converter?): "the converter '\(converter)' is not followed by ':' and a name"
        case .badName(let name):
            "'\(name)' is no name for a variable: letters, digits and underscores, not a digit first"
        case .duplicateVariable(let name): "the variable '\(name)' stands in it twice"
        case .unknownConverter(let name, _): "there is no converter '\(name)'"
        case .badArguments(let converter, let refusal): "the converter '\(converter)' \(RoutingError.words(refusal))"
        case .tooManyMethods(let limit): "the app has more than \(limit) different methods"
        case .wrongArgumentCount(let variables, let taken):
            "it has \(RoutingError.list(variables, "variable")), and the view takes \(RoutingError.list(taken, "argument"))"
        case .wrongArgumentType(let variable, let converter, let taken, _):
            "the view takes '\(variable)' as \(taken), and the converter '\(converter)' does not give that"
        case .wrongDefault(let variable, let value, let taken):
            "the view takes '\(variable)' as \(taken), and its default \(value) is none"
        case .refusedDefault(let variable, let value, let converter):
            "the default '\(value)' is no value for '\(variable)': the converter '\(converter)' refuses it"
        case .unknownEndpoint(let name, _): "there is no endpoint '\(name)'"
        case .missingValues(let endpoint, let names):
            "a URL for '\(endpoint)' needs \(names.map { "'\($0)'" }.joined(separator: " and "))"
        case .noRuleFits(let endpoint, nil): "no rule of '\(endpoint)' fits these values"
        case .noRuleFits(let endpoint, let method?): "no rule of '\(endpoint)' fits these values and \(method.rawValue)"
        case .refusedValue(let variable, let value, let converter, _):
            "'\(value)' is no value for '\(variable)': the converter '\(converter)' refuses it"
        case .noCurrentEndpoint(let name):
            "'\(name)' is relative, and there is no request whose endpoint it could start from"
        }
    }

    private var hint: String? {
        switch fact {
        case .noLeadingSlash: rule.isEmpty ? "write '/'" : "write '/\(rule)'"
        case .unknownConverter(let name, let known):
            nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? "there are \(known.joined(separator: ", "))"
        case .wrongArgumentType(let variable, _, _, let wanted?):
            "write <\(wanted == .text ? "" : "\(wanted.rawValue):")\(variable)> in the rule, or take another type in the view"
        case .wrongArgumentCount:
            "the view takes the request first, then one argument for each variable, in the rule's order"
        case .unknownEndpoint(let name, let known): nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        case .refusedValue(_, _, _, let choices) where !choices.isEmpty:
            "it takes \(choices.map { "'\($0)'" }.joined(separator: ", "))"
        case .noCurrentEndpoint(let name): "write the whole name, 'blueprint\(name)'"
        default: nil
        }
    }

    private static func words(_ refusal: ConverterArguments.Refusal) -> String {
        switch refusal {
        case .unknown(let name, let known):
            known.isEmpty
                ? "takes no argument '\(name)'"
                : "takes no argument '\(name)'; it takes \(known.joined(separator: ", "))"
        case .tooMany: "takes fewer arguments"
        case .wrongType(let name, let expected): "needs \(expected) as '\(name)'"
        case .malformed(let text): "cannot read the argument '\(text)'"
        case .because(let reason): "refuses its arguments: \(reason)"
        }
    }

    private static func list(_ names: [String], _ word: String) -> String {
        switch names.count {
        case 0: "no \(word)s"
        case 1: "one \(word) (\(names[0]))"
        default: "\(names.count) \(word)s (\(names.joined(separator: ", ")))"
        }
    }
}
