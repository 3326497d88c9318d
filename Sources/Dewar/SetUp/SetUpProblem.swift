/// Something wrong with what was registered: the fact; `sentence` tells it.
package enum SetUpProblem: Error, Hashable {
    case registeredAfterStart
    /// A rule and its view's arguments disagree in number.
    case argumentCount(rule: String, names: [String], takes: [String])
    /// An argument's type does not take what the converter yields.
    case argumentType(rule: String, name: String, converter: String, type: String, suggestion: String?)
    /// An endpoint's name belongs to another rule already.
    case endpointTwice(name: String, rule: String, other: String, otherPlace: Place)
    case secretKeyMissing
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
