/// Splits a command line as a shell does, for the lines that `swiftc -###` and `clang -###` print.
func splitCommandLine(_ line: some StringProtocol) -> [String] {
    var arguments: [String] = []
    var current: String?
    var quote: Character?
    var escaped = false
    for character in line {
        if escaped {
            current = (current ?? "") + String(character)
            escaped = false
        } else if character == "\\", quote != "'" {
            escaped = true
        } else if let open = quote {
            if character == open { quote = nil } else { current = (current ?? "") + String(character) }
        } else if character == "\"" || character == "'" {
            quote = character
            current = current ?? ""
        } else if character == " " {
            if let argument = current { arguments.append(argument) }
            current = nil
        } else {
            current = (current ?? "") + String(character)
        }
    }
    if let argument = current { arguments.append(argument) }
    return arguments
}
