/// What went wrong, before anybody has said where: the renderer adds the place as the error leaves a template.
struct Failure: Error {
    var kind: TemplateError.Kind
    var message: String
    /// Names that resemble the one that was not found, best first.
    var suggestions: [String] = []

    init(_ kind: TemplateError.Kind, _ message: String, suggestions: [String] = []) {
        self.kind = kind
        self.message = message
        self.suggestions = suggestions
    }

    static func type(_ message: String) -> Failure { Failure(.type, message) }
    static func value(_ message: String) -> Failure { Failure(.value, message) }
    static func runtime(_ message: String) -> Failure { Failure(.runtime, message) }
    static func filterArgument(_ message: String) -> Failure { Failure(.filterArgument, message) }
    static func overflow(_ message: String) -> Failure { Failure(.overflow, message) }
    static func recursion(_ message: String) -> Failure { Failure(.recursion, message) }

    /// A call with more values than it takes.
    static func tooManyArguments(_ name: String, takes: Int, given: Int) -> Failure {
        let taken = takes == 0 ? "no arguments" : takes == 1 ? "1 argument" : "\(takes) arguments"
        return .type("\(name)() takes \(taken) but \(given) \(given == 1 ? "was" : "were") given")
    }

    /// The error of a limit that a template ran into (see `TemplateLimits`).
    static func limit(_ message: String) -> Failure { Failure(.limit, message) }
}
