/// One call of a filter, test, function or method, its arguments bound to the parameters.
struct Call {
    // The caller keeps both alive for the time of the call.
    unowned(unsafe) let renderer: Renderer
    unowned(unsafe) let builtin: Builtin
    /// What a filter or test is applied to; the receiver of a method; none for a function.
    let input: Value
    fileprivate let given: UnsafeMutablePointer<Value>?
    fileprivate let givenCount: Int
    private let rest: Rest?
    /// True if what is printed here is escaped (Jinja2: `eval_ctx.autoescape`).
    let autoescape: Bool

    /// What came for `*values` and `**keywords`; most calls have neither.
    final class Rest {
        let varargs: [Value]
        let keywords: Dict?

        init(varargs: [Value], keywords: Dict?) {
            self.varargs = varargs
            self.keywords = keywords
        }
    }

    @inline(__always)
    init(
        renderer: Renderer, builtin: Builtin, input: Value, given: UnsafeMutablePointer<Value>?, givenCount: Int,
        rest: Rest?, autoescape: Bool
    ) {
        self.renderer = renderer
        self.builtin = builtin
        self.input = input
        self.given = given
        self.givenCount = givenCount
        self.rest = rest
        self.autoescape = autoescape
    }

    /// What came for `*values`.
    var varargs: [Value] { rest?.varargs ?? [] }

    /// What came for `**keywords`.
    var keywords: Dict? { rest?.keywords }

    /// The argument for a parameter, or its default.
    subscript(index: Int) -> Value {
        if index < givenCount {
            let value = given![index]
            if !value.isAbsent { return value }
        }
        return builtin.signature.parameters[index].fallback ?? .absent
    }

    /// True if the argument was given.
    func isGiven(_ index: Int) -> Bool {
        index < givenCount && !given![index].isAbsent
    }

    /// `str(input)`.
    var inputText: Text { get throws { try Printing.text(input, renderer) } }

    /// `str(argument)`.
    func text(_ index: Int) throws -> Text { try Printing.text(self[index], renderer) }

    /// An argument that must be a string.
    func string(_ index: Int) throws -> Text {
        if let text = self[index].asText { return text }
        throw mistyped(index, "str")
    }

    /// An argument that must be an integer. A big one is beyond what any filter can do.
    func int(_ index: Int) throws -> Int {
        let value = self[index]
        if let int = value.asInt { return int }
        if case .bigInt = value { throw Failure.overflow("Python int too large to convert to C ssize_t") }
        throw mistyped(index, "int")
    }

    func bool(_ index: Int) throws -> Bool { try renderer.isTrue(self[index]) }

    /// A text that is safe if the input was.
    func like(_ text: Text) -> Value { input.isMarkup ? .markup(text) : .text(text) }

    /// The items that the input gives when looped over.
    var inputItems: [Value] { get throws { try renderer.items(of: input) } }

    /// The error of an argument of the wrong type.
    func mistyped(_ index: Int, _ expected: String) -> any Error {
        if case .undefined(let undefined) = self[index] { return undefined.failure }
        let parameter = builtin.signature.parameters[index].name
        return Failure.type(
            "\(builtin.name)() argument '\(parameter)' must be \(expected), not \(self[index].typeName)")
    }
}
