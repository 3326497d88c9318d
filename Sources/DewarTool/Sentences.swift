/// The sentences of the tool: each fact thrown below becomes what its user reads, here and nowhere else.
extension Problem {
    init(describing error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let fault as ArgumentFault: self.init(fault)
        default: self.init("something unexpected happened", why: ["\(error)"])
        }
    }

    init(_ fault: ArgumentFault) {
        switch fault {
        case .unknownCommand(let word):
            let known = CommandTable.commands.map { $0.manual }.filter { !$0.isHidden }.map(\.name)
            self.init(
                "there is no command `\(word)`", hint: didYouMean(word, known) ?? "`dewar --help` lists the commands")
        case .unknownFlag(let flag, let command, let known):
            self.init(
                "`dewar \(command)` has no flag `\(flag)`",
                hint: didYouMean(flag, known) ?? "`dewar \(command) --help` lists the flags")
        case .missingValue(let flag, let value, let command):
            self.init("`\(flag)` needs a value", hint: "dewar \(command) \(flag) \(value)")
        case .valueNotTaken(let flag, let command):
            self.init("`\(flag)` takes no value", hint: "dewar \(command) \(flag)")
        case .badValue(let text, let parameter, let expected, let choices, _):
            self.init(
                "`\(text)` is no value for `\(parameter)`", why: ["it takes \(expected)"],
                hint: didYouMean(text, choices))
        case .missingOperand(let name, let command):
            self.init(
                "`dewar \(command)` needs \(article(name)) \(name)", hint: "`dewar \(command) --help` has examples")
        case .unexpectedOperand(let word, let command):
            self.init(
                "`dewar \(command)` does not know what to do with `\(word)`",
                hint: "`dewar \(command) --help` tells what it takes")
        }
        exit = .wrongUsage
    }
}

private func didYouMean(_ word: String, _ known: [String]) -> String? {
    nearest(to: word, among: known).map { "did you mean `\($0)`?" }
}

private func article(_ name: String) -> String {
    "AEIOU".contains(name.prefix(1)) ? "an" : "a"
}
