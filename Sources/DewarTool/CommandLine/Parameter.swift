/// One flag or operand of a command: its names, how its value is read and kept, and its line of help.
struct Parameter<Holder> {
    enum Kind: Hashable, Sendable {
        /// `--open`
        case toggle
        /// `--port PORT`, `--port=PORT`
        case flag(value: String)
        /// `NAME`, in its turn among the words that are no flags.
        case operand(String, isRequired: Bool)
        /// Everything after `--`, or everything after the last operand, flags included.
        case rest(String, afterOperands: Bool)
    }

    var kind: Kind
    /// `["-o", "--output"]`; empty for operands.
    var names: [String]
    var help: String
    /// The words a value may be, or is most often; empty where nobody can say.
    var choices: [String]
    /// Whether the flag may be given again and again.
    var isRepeated = false
    let store: (inout Holder, _ text: String) throws -> Void
    /// Whether a required operand may be missing, seeing what else was said.
    var isWaived: (Holder) -> Bool = { _ in false }
}

/// A value that a parameter does not take, with what it would have taken: `a number from 0 to 65535`.
struct UnacceptableValue: Error {
    var expected: String
    var choices: [String] = []
}

extension Parameter {
    private init(
        _ kind: Kind, _ names: String, _ help: String, choices: [String] = [],
        store: @escaping (inout Holder, String) throws -> Void
    ) {
        self.kind = kind
        self.names = names.split(separator: ", ").map(String.init)
        self.help = help
        self.choices = choices
        self.store = store
    }

    /// A flag without a value. `setting: false` is for flags that switch off: `--no-reload`.
    static func toggle(
        _ names: String, _ place: WritableKeyPath<Holder, Bool>, setting value: Bool = true, _ help: String
    ) -> Self {
        Parameter(.toggle, names, help) { holder, _ in holder[keyPath: place] = value }
    }

    /// A flag whose value is text.
    static func text(
        _ names: String, _ value: String, _ place: WritableKeyPath<Holder, String?>, _ help: String
    ) -> Self {
        Parameter(.flag(value: value), names, help) { holder, text in holder[keyPath: place] = text }
    }

    /// A flag whose value is a whole number within a range.
    static func number(
        _ names: String, _ value: String, _ place: WritableKeyPath<Holder, Int?>, in range: ClosedRange<Int>,
        _ help: String
    ) -> Self {
        Parameter(.flag(value: value), names, help) { holder, text in
            guard let number = Int(text), range.contains(number) else {
                throw UnacceptableValue(expected: "a number from \(range.lowerBound) to \(range.upperBound)")
            }
            holder[keyPath: place] = number
        }
    }

    /// A flag whose value is one of a fixed set of words.
    static func choice<Choice: CaseIterable & RawRepresentable>(
        _ names: String, _ value: String, _ place: WritableKeyPath<Holder, Choice>, _ help: String
    ) -> Self where Choice.RawValue == String {
        let words = Choice.allCases.map(\.rawValue)
        return Parameter(.flag(value: value), names, help, choices: words) { holder, text in
            guard let choice = Choice(rawValue: text) else {
                throw UnacceptableValue(expected: listed(words), choices: words)
            }
            holder[keyPath: place] = choice
        }
    }

    /// A flag that may be given again and again, each time with a further value.
    static func repeated(
        _ names: String, _ value: String, _ place: WritableKeyPath<Holder, [String]>, _ help: String
    ) -> Self {
        var parameter = Parameter(.flag(value: value), names, help) { holder, text in
            holder[keyPath: place].append(text)
        }
        parameter.isRepeated = true
        return parameter
    }

    /// The same, with words that a shell offers for its value. Others are taken too.
    func offering(_ words: [String]) -> Self {
        var parameter = self
        parameter.choices = words
        return parameter
    }

    /// A word that the command cannot do without, but where the flag `waiver` is set.
    static func required(
        _ name: String, _ place: WritableKeyPath<Holder, String?>, unless waiver: KeyPath<Holder, Bool>? = nil,
        _ help: String
    ) -> Self {
        var parameter = Parameter(.operand(name, isRequired: true), "", help) { holder, text in
            holder[keyPath: place] = text
        }
        if let waiver { parameter.isWaived = { $0[keyPath: waiver] } }
        return parameter
    }

    /// A word that must be one of a fixed set.
    static func chosen<Choice: CaseIterable & RawRepresentable>(
        _ name: String, _ place: WritableKeyPath<Holder, Choice>, _ help: String
    ) -> Self where Choice.RawValue == String {
        var parameter = choice("", name, place, help)
        parameter.kind = .operand(name, isRequired: true)
        return parameter
    }

    /// A word that may be left out.
    static func optional(_ name: String, _ place: WritableKeyPath<Holder, String?>, _ help: String) -> Self {
        Parameter(.operand(name, isRequired: false), "", help) { holder, text in holder[keyPath: place] = text }
    }

    /// Everything after `--`, untouched.
    static func rest(_ name: String, _ place: WritableKeyPath<Holder, [String]>, _ help: String) -> Self {
        Parameter(.rest(name, afterOperands: false), "", help) { $0[keyPath: place].append($1) }
    }

    /// Everything after the last operand, untouched; a `--` that comes first is left out.
    static func restAfterOperands(
        _ name: String, _ place: WritableKeyPath<Holder, [String]>, _ help: String
    ) -> Self {
        Parameter(.rest(name, afterOperands: true), "", help) { $0[keyPath: place].append($1) }
    }
}

/// `a, b or c`
func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
}
