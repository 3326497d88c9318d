/// Reads a rule's text into pieces: `/wiki/<path:page>.<any(html, txt):kind>`.
///
/// Grammar (Werkzeug: Rule): a variable is `<NAME>`, `<CONVERTER:NAME>` or `<CONVERTER(ARGUMENTS):NAME>`, everything
/// else is literal; names are ASCII letters, digits and underscores, not starting with a digit.
struct RuleParser {
    let text: String
    let converters: ConverterTable
    private let bytes: [UInt8]
    private var place = 0
    private(set) var names: Set<String>

    /// - Parameter names: the variables that stand before this text in the same rule.
    init(_ text: String, converters: ConverterTable, names: Set<String> = []) {
        self.text = text
        self.converters = converters
        self.names = names
        bytes = Array(text.utf8)
    }

    mutating func parse() throws(RoutingError) -> [RulePiece] {
        var pieces: [RulePiece] = []
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "/"):
                pieces.append(.slash)
                place += 1
            case UInt8(ascii: "<"):
                pieces.append(try variable())
            default:
                pieces.append(.literal(literal()))
            }
        }
        return pieces
    }

    private mutating func literal() -> String {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "/"), bytes[place] != UInt8(ascii: "<") { place += 1 }
        return string(start..<place)
    }

    private mutating func variable() throws(RoutingError) -> RulePiece {
        let open = place
        place += 1
        let start = place
        var name = word()
        var converterName = "string"
        var converterPlace = start
        var arguments = ConverterArguments()
        if peek(UInt8(ascii: "(")) {
            arguments = try self.arguments(of: name, open: open)
            guard peek(UInt8(ascii: ":")) else { throw fault(.missingName(converter: name), at: place) }
        }
        if peek(UInt8(ascii: ":")) {
            (converterName, converterPlace) = (name, start)
            place += 1
            let namePlace = place
            name = word()
            if name.isEmpty, peek(UInt8(ascii: ">")) {
                throw fault(.missingName(converter: converterName), at: namePlace)
            }
        }
        let nameEnd = place
        guard peek(UInt8(ascii: ">")) else { throw unclosed(open: open, at: nameEnd) }
        guard let first = name.utf8.first else { throw fault(.missingName(converter: nil), at: start) }
        guard !(48...57).contains(first) else { throw fault(.badName(name), at: nameEnd - name.utf8.count) }
        place += 1
        guard names.insert(name).inserted else { throw fault(.duplicateVariable(name), at: nameEnd - name.utf8.count) }
        return .variable(name: name, try converter(converterName, arguments, at: converterPlace))
    }

    private func converter(_ name: String, _ arguments: ConverterArguments, at place: Int) throws(RoutingError)
        -> VariableConverter
    {
        do {
            if let converter = try converters.converter(named: name, arguments: arguments) { return converter }
        } catch let refusal as ConverterArguments.Refusal {
            throw fault(.badArguments(converter: name, refusal), at: place + name.utf8.count + 1)
        } catch {
            throw fault(.badArguments(converter: name, .because("\(error)")), at: place + name.utf8.count + 1)
        }
        throw fault(.unknownConverter(name, known: converters.names), at: place)
    }

    /// Reads `(…)`: values and `name=value`, parted by commas; a value may be quoted.
    private mutating func arguments(of converter: String, open: Int) throws(RoutingError) -> ConverterArguments {
        place += 1
        var arguments = ConverterArguments()
        while true {
            skipSpaces()
            if peek(UInt8(ascii: ")")) { break }
            let start = place
            var (text, isQuoted) = try argument(of: converter, open: open)
            skipSpaces()
            var name: String?
            if peek(UInt8(ascii: "=")), !isQuoted {
                name = text
                place += 1
                skipSpaces()
                (text, isQuoted) = try argument(of: converter, open: open)
                skipSpaces()
            }
            guard !text.isEmpty || isQuoted else {
                throw fault(
                    .badArguments(converter: converter, .malformed(string(start..<max(start, place)))), at: start)
            }
            let value = isQuoted ? .string(text) : ConverterArguments.Value(written: text)
            if let name {
                arguments.named[name] = value
            } else {
                arguments.unnamed.append(value)
                arguments.unnamedTexts.append(text)
            }
            if peek(UInt8(ascii: ",")) {
                place += 1
            } else if !peek(UInt8(ascii: ")")) {
                throw place < bytes.count
                    ? fault(.badArguments(converter: converter, .malformed(string(start..<place + 1))), at: place)
                    : fault(.unclosedArguments(converter: converter), at: open)
            }
        }
        place += 1
        return arguments
    }

    private mutating func argument(of converter: String, open: Int) throws(RoutingError) -> (
        text: String, isQuoted: Bool
    ) {
        guard place < bytes.count else { throw fault(.unclosedArguments(converter: converter), at: open) }
        let start = place
        let quote = bytes[place]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = bytes[(start + 1)...].firstIndex(of: quote) else {
                throw fault(.unclosedArguments(converter: converter), at: open)
            }
            place = end + 1
            return (string(start + 1..<end), true)
        }
        while place < bytes.count,
            isWord(bytes[place]) || bytes[place] == 0x2E || bytes[place] == 0x2D || bytes[place] >= 0x80
        {
            place += 1
        }
        return (string(start..<place), false)
    }

    private mutating func word() -> String {
        let start = place
        while place < bytes.count, isWord(bytes[place]) { place += 1 }
        return string(start..<place)
    }

    private mutating func skipSpaces() {
        while place < bytes.count, bytes[place] == 0x20 || (9...13).contains(bytes[place]) { place += 1 }
    }

    private func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
    }

    private func peek(_ byte: UInt8) -> Bool { place < bytes.count && bytes[place] == byte }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// Either the variable never ends, or a character in it is none of a name.
    private func unclosed(open: Int, at place: Int) -> RoutingError {
        guard let close = bytes[place...].firstIndex(of: UInt8(ascii: ">")),
            !bytes[place..<close].contains(UInt8(ascii: "<"))
        else { return fault(.unclosedVariable, at: open) }
        return fault(.badName(string(open + 1..<close)), at: place)
    }

    private func fault(_ fact: RoutingError.Fact, at place: Int) -> RoutingError {
        let column = String(decoding: bytes[..<min(place, bytes.count)], as: UTF8.self).unicodeScalars.count + 1
        return RoutingError(fact, rule: text, column: column)
    }
}

extension ConverterArguments.Value {
    /// A value without quotes: a truth value, a number, or a word.
    init(written text: String) {
        switch text {
        case "True", "true": self = .bool(true)
        case "False", "false": self = .bool(false)
        default:
            if let int = Int(text) {
                self = .int(int)
            } else if let double = Double(text),
                text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 0x2E || $0 == 0x2D })
            {
                self = .double(double)
            } else {
                self = .string(text)
            }
        }
    }
}
