/// Upper and lower case.
extension Filters {
    static let letters: [Builtin] = [
        Builtin("upper", "All letters in upper case.") { call in call.like(try call.inputText.uppercased()) },
        Builtin("lower", "All letters in lower case.") { call in call.like(try call.inputText.lowercased()) },
        Builtin("capitalize", "The first letter in upper case, all others in lower case.") { call in
            call.like(try call.inputText.capitalized())
        },
        Builtin("title", "The first letter of each word in upper case, all others in lower case.") { call in
            .text(try call.inputText.titlecasedWords())
        },
    ]
}
