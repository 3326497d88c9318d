/// The parameters of a filter, test, function or method, written as Python would: `(width=79, *values, **keywords)`.
struct Signature: Sendable {
    struct Parameter: Sendable {
        let name: String
        /// The value if the argument is not given; nil if it must be.
        let fallback: Value?
    }

    let parameters: [Parameter]
    /// True if there is a `*name` for more positional arguments.
    let takesMore: Bool
    /// True if there is a `**name` for more keywords.
    let takesKeywords: Bool
    /// How many parameters have no default.
    private let required: Int
    /// As written, for the documentation.
    let text: String

    /// - Parameter text: parentheses, names, defaults that are numbers, strings, `true`, `false` or `none`.
    init(_ text: String) {
        self.text = text
        var parameters: [Parameter] = []
        var takesMore = false
        var takesKeywords = false
        for part in Signature.split(text) {
            if part.hasPrefix("**") {
                takesKeywords = true
            } else if part.hasPrefix("*") {
                takesMore = true
            } else {
                let pair = part.split(separator: "=", maxSplits: 1)
                parameters.append(
                    Parameter(name: String(pair[0]), fallback: pair.count > 1 ? Signature.literal(pair[1]) : nil))
            }
        }
        self.parameters = parameters
        self.takesMore = takesMore
        self.takesKeywords = takesKeywords
        required = parameters.count { $0.fallback == nil }
    }

    /// True if so many positional arguments and no keywords need no binding.
    @inline(__always)
    func fits(_ count: Int) -> Bool {
        count >= required && count <= parameters.count && !takesMore && !takesKeywords
    }

    /// The arguments in the order of the parameters, `absent` where none was given.
    func bind(_ arguments: CallArguments, name: String) throws -> (
        positional: [Value], varargs: [Value], keywords: Dict?
    ) {
        guard arguments.count <= parameters.count || takesMore else {
            throw Failure.tooManyArguments(name, takes: parameters.count, given: arguments.count)
        }
        var positional = (0..<min(arguments.count, parameters.count)).map { arguments[$0] }
        while positional.count < parameters.count { positional.append(.absent) }
        let varargs = (positional.count..<max(positional.count, arguments.count)).map { arguments[$0] }
        let keywords = takesKeywords ? Dict() : nil
        for (i, keyword) in arguments.keywords.enumerated() {
            if let place = parameters.firstIndex(where: { $0.name == keyword.string }) {
                guard positional[place].isAbsent else {
                    throw Failure.type("\(name)() got multiple values for argument '\(keyword.string)'")
                }
                positional[place] = arguments.keywordValue(i)
            } else if let keywords {
                keywords.set(keyword, arguments.keywordValue(i))
            } else {
                throw Failure.type("\(name)() got an unexpected keyword argument '\(keyword.string)'")
            }
        }
        for (parameter, value) in zip(parameters, positional) where value.isAbsent && parameter.fallback == nil {
            throw Failure.type("\(name)() is missing the required argument '\(parameter.name)'")
        }
        return (positional, varargs, keywords)
    }

    /// The parts between the commas, strings respected.
    private static func split(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        let inner = text.dropFirst().dropLast()
        var start = inner.startIndex
        var isQuoted = false
        for i in inner.indices {
            if inner[i] == "'" { isQuoted.toggle() }
            if inner[i] == ",", !isQuoted {
                parts.append(inner[start..<i])
                start = inner.index(after: i)
            }
        }
        parts.append(inner[start...])
        return parts.map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    }

    private static func literal(_ text: Substring) -> Value {
        switch text {
        case "none": .none
        case "true": .bool(true)
        case "false": .bool(false)
        case "undefined": .absent
        default:
            if let int = Int(text) {
                .int(int)
            } else if let double = Double(text) {
                .double(double)
            } else {
                .text(Text.make(text.dropFirst().dropLast()))
            }
        }
    }
}
