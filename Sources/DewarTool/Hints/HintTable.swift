/// The compiler's errors that newcomers meet, each with what to write instead.
///
/// The first row that fits gives the hint. Patterns are the words of Swift 6.3 against Dewar's signatures.
enum HintTable {
    struct Row: Sendable {
        var pattern: WordPattern
        /// The advice, made of the words that stood for each `*`; nil if this row has none after all.
        var advice: @Sendable ([String], HintSource) -> String?

        init(_ pattern: String, _ advice: @escaping @Sendable ([String], HintSource) -> String?) {
            self.pattern = WordPattern(pattern)
            self.advice = advice
        }
    }

    static let rows: [Row] = [
        // State that requests share.
        Row("main actor-isolated var '*' can not be") { words, source in
            let name = words[0]
            let value = source.initialValue(of: name) ?? "…"
            return "requests run side by side: write `let \(name) = Shared(\(value))`, change it with "
                + "`\(name).withLock { $0 … }` and read it as `\(name).value`"
        },
        Row("main actor-isolated let '*' can not be referenced") { words, _ in
            "requests run side by side: keep what changes in a value, `let \(words[0]) = Shared(…)` with "
                + "`\(words[0]).withLock { … }`, or make the class an actor"
        },
        Row("property wrappers are not yet supported in top-level code") { _, source in source.sharedInsteadOfWrapper },
        Row("generic class 'Shared' cannot be used as an attribute") { _, source in source.sharedInsteadOfWrapper },

        // What a view returns.
        Row("type '()' cannot conform to 'ResponseConvertible'") { _, _ in
            "the view returns nothing: return text, something Codable, or `Response(status: 204)`"
        },
        Row("type 'Any' cannot conform to 'ResponseConvertible'") { _, _ in
            "say what the view returns: `{ request -> Response in`"
        },
        Row("requires that '*' conform to 'ResponseConvertible'") { words, _ in
            "a view returns text, something Codable (sent as JSON) or a Response: make `\(words[0])` Codable"
        },
        Row("requires that '*' conform to 'Encodable'") { words, _ in
            "what is sent as JSON must be Codable: `struct \(words[0]): Codable`"
        },
        Row("cannot convert value of type '*' to closure result type 'Void'") { words, _ in
            let answer = words[0] == "Response" ? "response" : "Response(…)"
            return "a hook that answers sometimes leaves by `try abort(\(answer))`, or returns `Response?` each time: "
                + "`return Response(…)`, and `return nil` where it does not answer"
        },
        Row("missing return in closure expected to return 'Response?'") { _, _ in
            "a hook that does not answer ends with `return nil`; or leave it by `try abort(response)`, "
                + "which needs no return at the end"
        },
        Row("missing return in closure expected to return '*'") { words, _ in
            "a view answers whatever happens: `return` a \(words[0]) at its end, or `try abort(404)`"
        },
        Row("cannot convert value of type '*' to closure result type '*'") { _, _ in
            "the view answers in two ways: say `{ _ -> Response in` and return a Response each time, "
                + "or use `try abort(404)` for the odd way out"
        },
        Row("conflicting arguments to generic parameter 'R'") { _, _ in
            "the view answers in two ways: say `{ _ -> Response in` and return a Response each time"
        },

        Row("the compiler is unable to type-check this expression in reasonable time") { _, _ in
            "say what the view returns, such as `{ request -> JSONObject in` for a dictionary of mixed values, "
                + "or give names to parts of it with `let`"
        },

        // A view's arguments.
        Row("cannot convert value of type '@Sendable () ->") { _, _ in
            "a view takes the request: `{ _ in …`, or `{ request in …`"
        },
        Row("cannot convert value of type '@Sendable (*) -> *' to expected argument type '@Sendable (Request") {
            words, _ in
            "the request comes first: `{ (request, \(argumentList(words[0]))) in`"
        },
        Row("requires that '*' conform to 'PathConvertible'") { words, _ in
            "a rule's variables are Int, Double, String or UUID; make `\(words[0])` PathConvertible, or convert it in the view"
        },

        Row("contextual closure type '@Sendable (*) *' expects * arguments, but * used in closure body") { words, _ in
            handlerArguments[words[0]].map { "write `{ \($0) in`" }
        },

        // Async and throwing calls.
        Row("'async' call in a function that does not support concurrency") { _, source in
            let function = source.enclosingFunction.map { "`func \($0)(…) async`" } ?? "the function `async`"
            return "make \(function) and write `await` at the call; views may be async as they are"
        },
        Row("expression is 'async' but is not marked with 'await'") { _, _ in "write `await` before the call" },
        Row("call can throw, but it is not marked with 'try'") { _, _ in "write `try` before the call; views may throw"
        },
        Row("call can throw but is not marked with 'try'") { _, _ in "write `try` before the call; views may throw" },

        // Names.
        Row("no such module 'Dewar'") { _, _ in "start the app with `dewar serve`, which brings Dewar along" },
        Row("no such module '*'") { words, _ in
            "a single file has Dewar and Swift's own modules; for \(words[0]), `dewar new NAME --layout factory`: "
                + "packages need a Package.swift"
        },
        Row("did you mean '") { _, _ in nil },
        Row("cannot find '*' in scope") { words, source in
            if !source.importsDewar, DewarNames.global.contains(words[0]) { return "write `import Dewar` at the top" }
            return source.meant(words[0], among: source.names + DewarNames.global)
        },
        Row("cannot find type '*' in scope") { words, source in
            if !source.importsDewar, DewarNames.global.contains(words[0]) { return "write `import Dewar` at the top" }
            return source.meant(words[0], among: source.names + DewarNames.global)
        },
        Row("value of type '*' has no member '*'") { words, source in
            let type = String(words[0].prefix { $0 != "<" })
            let known = DewarNames.members[type] ?? []
            return source.meant(words[1], among: known.isEmpty ? source.names : known)
        },
        Row("type '*' has no member '*'") { words, source in
            source.meant(words[1], among: DewarNames.members[words[0]] ?? source.names)
        },
    ]

    /// What hooks and handlers are given, and how that is written.
    private static let handlerArguments = [
        "Request, inout Response": "request, response", "Request, HTTPError": "request, error",
        "Request, (any Error)?": "request, error",
    ]

    /// `Int, String` as a closure's arguments: `id: Int, name: String`.
    private static func argumentList(_ types: String) -> String {
        let types = types.split(separator: ",").map { $0.drop { $0 == " " } }
        if types.count == 1 { return "id: \(types[0])" }
        return types.enumerated().map { "argument\($0.offset + 1): \($0.element)" }.joined(separator: ", ")
    }
}
