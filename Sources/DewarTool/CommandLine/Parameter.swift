/// One flag or operand of a command: its names, how its value is read and kept, and its line of help.
package struct Parameter<Holder> {
    package enum Kind: Hashable, Sendable {
        /// `--open`
        case toggle
        /// `--port PORT`, `--port=PORT`
        case flag(value: String)
        /// `NAME`, in its turn among the words that are no flags.
        case operand(String, isRequired: Bool)
        /// Everything after `--`.
        case rest(String)
    }

    package var kind: Kind
    /// `["-o", "--output"]`; empty for operands.
    package var names: [String]
    package var help: String
    /// The words a value may be, where there is a fixed set.
    package var choices: [String]
    let store: (inout Holder, _ text: String) throws -> Void
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
    package static func toggle(
        _ names: String, _ place: WritableKeyPath<Holder, Bool>, setting value: Bool = true, _ help: String
    ) -> Self {
        Parameter(.toggle, names, help) { holder, _ in holder[keyPath: place] = value }
    }

    /// A flag whose value is text.
    package static func text(
        _ names: String, _ value: String, _ place: WritableKeyPath<Holder, String?>, _ help: String
    ) -> Self {
        Parameter(.flag(value: value), names, help) { holder, text in holder[keyPath: place] = text }
    }

    /// A flag whose value is a whole number within a range.
    package static func number(
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
    package static func choice<Choice: CaseIterable & RawRepresentable>(
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
    package static func repeated(
        _ names: String, _ value: String, _ place: WritableKeyPath<Holder, [String]>, _ help: String
    ) -> Self {
        Parameter(.flag(value: value), names, help) { holder, text in holder[keyPath: place].append(text) }
    }

    /// A word that the command cannot do without.
    package static func required(_ name: String, _ place: WritableKeyPath<Holder, String?>, _ help: String) -> Self {
        Parameter(.operand(name, isRequired: true), "", help) { holder, text in holder[keyPath: place] = text }
    }

    /// A word that may be left out.
    package static func optional(_ name: String, _ place: WritableKeyPath<Holder, String?>, _ help: String) -> Self {
        Parameter(.operand(name, isRequired: false), "", help) { holder, text in holder[keyPath: place] = text }
    }

    /// Everything after `--`, untouched.
    package static func rest(_ name: String, _ place: WritableKeyPath<Holder, [String]>, _ help: String) -> Self {
        Parameter(.rest(name), "", help) { holder, text in holder[keyPath: place].append(text) }
    }
}

/// `a, b or c`
func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
}
