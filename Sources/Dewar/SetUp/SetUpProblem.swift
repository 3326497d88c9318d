package import DewarRouting

/// Something wrong with what was registered: the fact; `SetUpSentences.swift` tells it.
package enum SetUpProblem: Error, Equatable {
    case registeredAfterStart
    /// What the router finds wrong with a rule or with a view for it.
    case rule(RoutingError)
    /// A rule that no request reaches, since `other` takes all of them. Only a warning.
    case unreachable(rule: String, other: String, otherPlace: Place)
    /// A further rule of a view brings its arguments in another order.
    case argumentOrder(rule: String, names: [String], other: String, otherNames: [String])
    /// An endpoint's name belongs to another rule already.
    case endpointTwice(name: String, rule: String, other: String, otherPlace: Place)
    /// A name that may not hold a dot.
    case dottedName(kind: String, name: String)
    /// Two blueprints are registered under one name.
    case blueprintTwice(name: String, otherPlace: Place)
    /// A blueprint is registered inside itself.
    case blueprintInItself(name: String)
    /// Subdomains are used without a server name.
    case serverNameMissing(rule: String)
    /// A command's name is taken.
    case commandTwice(name: String, otherPlace: Place)
    /// A setting that Dewar knows is not of its type, or a file of settings cannot be read.
    case configuration(ConfigProblem)
    /// An extension threw while it was taken into use.
    case extensionFailed(name: String, reason: String)

    package var isWarning: Bool {
        if case .unreachable = self { true } else { false }
    }
}

/// Everything that is wrong with an app's set-up, each with its place. The app does not start.
public struct SetUpError: Error, CustomStringConvertible {
    package struct Found: Sendable {
        package var problem: SetUpProblem
        package var place: Place?
    }

    package var problems: [Found]

    /// What is wrong, where, and what to do, for people.
    public var description: String {
        problems.map { $0.problem.sentence(at: $0.place) }.joined(separator: "\n\n")
    }
}
