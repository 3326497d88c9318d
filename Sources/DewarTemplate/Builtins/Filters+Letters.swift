/// Upper and lower case.
extension Filters {
    static let letters: [Builtin] = [
        Builtin("upper", "All letters in upper case.") { call in
            call.like(Text.make(try call.inputText.string.uppercased()))
        },
        Builtin("lower", "All letters in lower case.") { call in
            call.like(Text.make(try call.inputText.string.lowercased()))
        },
    ]
}
