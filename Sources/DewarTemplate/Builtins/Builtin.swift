/// A filter, test, function or method of the language: one row of a table, its documentation beside its code.
///
/// ```swift
/// Builtin("center", "(width=80)", "The text in the middle of a line of this width.") { call in
///     .text(try Padding.center(call.inputText, call.int(0)))
/// }
/// ```
final class Builtin: Sendable {
    typealias Body = @Sendable (Call) throws -> Value

    let name: String
    let signature: Signature
    /// What it does, one sentence or two, for docs/templates.md.
    let summary: String
    let body: Body

    /// - Parameter parameters: as Python writes them, without the value that a filter or test is applied to:
    ///   `"(width=79, wrapstring=none, *values, **keywords)"`. Defaults are literals.
    convenience init(_ name: String, _ parameters: String = "()", _ summary: String, _ body: @escaping Body) {
        self.init(name, Signature(parameters), summary, body)
    }

    init(_ name: String, _ signature: Signature, _ summary: String, _ body: @escaping Body) {
        self.name = name
        self.signature = signature
        self.summary = summary
        self.body = body
    }

    /// The same under another name, as `count` is `length`.
    func alias(_ name: String) -> Builtin {
        Builtin(name, signature, "The same as `\(self.name)`.", body)
    }

    /// Binds the arguments to the parameters and runs it. `input` is what a filter or test is applied to, or the
    /// receiver of a method.
    func call(_ input: Value, _ arguments: CallArguments, autoescape: Bool, _ renderer: Renderer) throws -> Value {
        if arguments.keywords.isEmpty, signature.fits(arguments.count) {
            let call = Call(
                renderer: renderer, builtin: self, input: input, given: arguments.values,
                givenCount: arguments.count, rest: nil, autoescape: autoescape)
            return try body(call)
        }
        var bound = try signature.bind(arguments, name: name)
        return try bound.positional.withUnsafeMutableBufferPointer { given in
            let call = Call(
                renderer: renderer, builtin: self, input: input, given: given.baseAddress,
                givenCount: given.count, rest: Call.Rest(varargs: bound.varargs, keywords: bound.keywords),
                autoescape: autoescape)
            return try body(call)
        }
    }
}

/// The arguments as the caller wrote them: values by position, then those with a keyword.
///
/// The memory belongs to the caller and lives as long as the call.
struct CallArguments {
    /// Positional values, followed by the keywords' values in the order of `keywords`.
    let values: UnsafeMutablePointer<Value>?
    /// The number of positional values.
    let count: Int
    let keywords: UnsafeBufferPointer<Text>

    static var none: CallArguments {
        CallArguments(values: nil, count: 0, keywords: UnsafeBufferPointer(start: nil, count: 0))
    }

    subscript(index: Int) -> Value { values![index] }

    func keywordValue(_ index: Int) -> Value { values![count + index] }

    func value(of keyword: StaticString) -> Value? {
        keywords.firstIndex { $0.equals(keyword) }.map(keywordValue)
    }

    var positional: [Value] { (0..<count).map { values![$0] } }

    /// Runs the body with arguments that are at hand as an array.
    static func with<Result>(
        _ positional: [Value], keywords: [(Text, Value)] = [], _ body: (CallArguments) throws -> Result
    ) rethrows -> Result {
        var values = positional + keywords.map(\.1)
        return try keywords.map(\.0).withUnsafeBufferPointer { names in
            try values.withUnsafeMutableBufferPointer {
                try body(CallArguments(values: $0.baseAddress, count: positional.count, keywords: names))
            }
        }
    }
}
