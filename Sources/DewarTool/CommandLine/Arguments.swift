/// What was wrong with the words of a command line.
enum ArgumentFault: Error, Hashable {
    case unknownCommand(String)
    case unknownFlag(String, command: String, known: [String])
    case missingValue(flag: String, value: String, command: String)
    case valueNotTaken(flag: String, command: String)
    case badValue(String, parameter: String, expected: String, choices: [String], command: String)
    case missingOperand(String, command: String)
    case unexpectedOperand(String, command: String)
    case excludedFlag(String, by: String, command: String)
    case missingFlag(String, neededBy: String, command: String)
}

extension Command {
    /// The command as the words of the command line describe it; nil where they ask for its help.
    static func parse(_ words: [String]) throws -> Self? {
        var reader = ArgumentReader<Self>(words)
        return try reader.read()
    }
}

/// Reads the words of one command line into a command, by the command's own table of parameters.
private struct ArgumentReader<Parsed: Command> {
    private var words: ArraySlice<String>
    private var parsed = Parsed()
    private let flags: [String: Parameter<Parsed>]
    private let rest: Parameter<Parsed>?
    private var operands: ArraySlice<Parameter<Parsed>>
    private let command = Parsed.manual.name

    init(_ words: [String]) {
        parsed.keep(words)
        let table = Parsed.parameters
        self.words = words[...]
        flags = Dictionary(uniqueKeysWithValues: table.flatMap { flag in flag.names.map { ($0, flag) } })
        rest = table.first { if case .rest = $0.kind { true } else { false } }
        operands = table.filter { if case .operand = $0.kind { true } else { false } }[...]
    }

    mutating func read() throws -> Parsed? {
        while let word = words.popFirst() {
            if word == "--help" || word == "-h" { return nil }
            if word == "--" {
                try readRest()
            } else if word.hasPrefix("-") && word != "-" {
                try readFlag(word)
            } else {
                try readOperand(word)
            }
        }
        if let missing = operands.first, case .operand(let name, isRequired: true) = missing.kind,
            !missing.isWaived(parsed)
        {
            throw ArgumentFault.missingOperand(name, command: command)
        }
        return parsed
    }

    private mutating func readRest() throws {
        while let word = words.popFirst() {
            if let rest { try rest.store(&parsed, word) } else { try readOperand(word) }
        }
    }

    private mutating func readOperand(_ word: String) throws {
        guard let operand = operands.popFirst() else {
            throw ArgumentFault.unexpectedOperand(word, command: command)
        }
        try store(word, in: operand)
        if operands.isEmpty, case .rest(_, afterOperands: true)? = rest?.kind {
            if words.first == "--" { words.removeFirst() }
            try readRest()
        }
    }

    private mutating func readFlag(_ word: String) throws {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let flag = flags[parts[0]] else {
            throw ArgumentFault.unknownFlag(
                parts[0], command: command, known: flags.keys.filter { $0.hasPrefix("--") }.sorted() + ["--help"])
        }
        guard case .flag(let value) = flag.kind else {
            if parts.count > 1 { throw ArgumentFault.valueNotTaken(flag: parts[0], command: command) }
            return try flag.store(&parsed, "")
        }
        guard let text = parts.count > 1 ? parts[1] : words.popFirst() else {
            throw ArgumentFault.missingValue(flag: parts[0], value: value, command: command)
        }
        try store(text, in: flag, named: parts[0])
    }

    private mutating func store(_ text: String, in parameter: Parameter<Parsed>, named name: String? = nil) throws {
        do {
            try parameter.store(&parsed, text)
        } catch let fault as UnacceptableValue {
            throw ArgumentFault.badValue(
                text, parameter: name ?? parameter.label, expected: fault.expected, choices: fault.choices,
                command: command)
        }
    }
}
