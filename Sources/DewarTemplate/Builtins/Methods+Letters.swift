/// Methods of strings about letters and other characters.
extension Methods {
    static let letters: [Builtin] = [
        mapping("upper", "All letters in upper case.") { $0.uppercased() },
        mapping("lower", "All letters in lower case.") { $0.lowercased() },
        mapping("capitalize", "The first character in upper case, the others in lower case.") { $0.capitalized() },
        mapping("title", "Each run of letters with its first one in upper case.") { $0.titlecased() },
        mapping("swapcase", "Upper case for lower case and the other way round.") { $0.swappedCase() },
        mapping("casefold", "Made equal to what differs by case alone.") { $0.casefolded() },
    ]

    static let characters: [Builtin] = [
        asking("isalpha", "True if there are only letters.") { $0.all(\.isPythonAlpha) },
        asking("isalnum", "True if there are only letters and digits.") { $0.all(\.isPythonAlphanumeric) },
        asking("isascii", "True if there are only ASCII characters.") { $0.isASCII },
        asking("isdecimal", "True if there are only decimal digits.") { $0.all(\.isPythonDecimal) },
        asking("isdigit", "True if there are only digits.") { $0.all(\.isPythonDigit) },
        asking("isnumeric", "True if there are only characters that are numbers.") { $0.all(\.isPythonNumeric) },
        asking("isspace", "True if there is only white space.") { $0.all(\.isPythonSpace) },
        asking("islower", "True if there are letters and all are in lower case.") { $0.isLowercased },
        asking("isupper", "True if there are letters and all are in upper case.") { $0.isUppercased },
        asking("istitle", "True if each run of letters begins with its only one in upper case.") { $0.isTitlecased },
        asking("isidentifier", "True for what could be a variable's name.") { $0.isIdentifier },
        asking("isprintable", "True if nothing needs an escape in a literal.") {
            $0.scalars.allSatisfy(\.isPythonPrintable)
        },
    ]

    /// A method without parameters that makes another string, safe if the string is.
    private static func mapping(
        _ name: String, _ summary: String, _ map: @escaping @Sendable (Text) -> Text
    ) -> Builtin {
        Builtin(name, summary) { call in call.like(map(call.receiver)) }
    }

    private static func asking(
        _ name: String, _ summary: String, _ ask: @escaping @Sendable (Text) -> Bool
    ) -> Builtin {
        Builtin(name, summary) { call in .bool(ask(call.receiver)) }
    }
}

extension Call {
    /// The string that a method was called on.
    var receiver: Text { input.asText ?? .empty }
}
