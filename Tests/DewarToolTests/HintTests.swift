import Testing

@testable import DewarTool

/// A mistake, what the compiler says of it, and the words that the hint must hold.
private struct Mistake: Sendable, CustomTestStringConvertible {
    var message: String
    var source = ""
    var line = 1
    var leadsTo: [String]

    var testDescription: String { message }

    static let all = [
        Mistake(
            message: "main actor-isolated var 'visits' can not be mutated from a nonisolated context",
            source: "var visits = 0\napp.get(\"/\") { _ in visits += 1 }", line: 2,
            leadsTo: ["let visits = Shared(0)", "visits.withLock {"]),
        Mistake(
            message: "main actor-isolated let 'box' can not be referenced from a nonisolated context",
            leadsTo: ["Shared", "actor"]),
        Mistake(
            message: "property wrappers are not yet supported in top-level code", source: "@Shared var visits = 0",
            leadsTo: ["let visits = Shared(0)"]),
        Mistake(
            message: "generic class 'Shared' cannot be used as an attribute", source: "@Shared var count = 7",
            leadsTo: ["let count = Shared(7)"]),
        Mistake(
            message: "instance method 'get(_:name:_:)' requires that 'Thing' conform to 'ResponseConvertible'",
            leadsTo: ["Codable", "text", "Response"]),
        Mistake(
            message: "class 'App' requires that 'Thing' conform to 'Encodable'", leadsTo: ["Thing", "Codable"]),
        Mistake(
            message: "cannot convert value of type '@Sendable (Int) -> String' to expected argument type "
                + "'@Sendable (Request) throws -> String'",
            leadsTo: ["{ (request, id: Int) in", "request comes first"]),
        Mistake(
            message: "cannot convert value of type 'Response' to closure result type 'String'",
            leadsTo: ["{ _ -> Response in", "try abort(404)"]),
        Mistake(
            message: "cannot convert value of type 'Response' to closure result type 'Void'",
            leadsTo: ["try abort(response)", "return nil"]),
        Mistake(
            message: "cannot convert value of type 'String' to closure result type 'Void'",
            leadsTo: ["try abort(Response(…))", "return nil"]),
        Mistake(
            message: "missing return in closure expected to return 'Response?'",
            leadsTo: ["return nil", "try abort(response)"]),
        Mistake(
            message: "the compiler is unable to type-check this expression in reasonable time; try breaking up the "
                + "expression into distinct sub-expressions",
            leadsTo: ["-> JSONObject", "let"]),
        Mistake(
            message: "missing return in closure expected to return 'String'", leadsTo: ["return", "String", "404"]),
        Mistake(
            message: "contextual closure type '@Sendable (Request, inout Response) throws -> Void' expects 2 "
                + "arguments, but 1 was used in closure body",
            leadsTo: ["{ request, response in"]),
        Mistake(
            message: "contextual closure type '@Sendable (Request, HTTPError) throws -> String' expects 2 arguments, "
                + "but 1 was used in closure body",
            leadsTo: ["{ request, error in"]),
        Mistake(
            message: "cannot find 'naem' in scope", source: "let name = 1\nprint(naem)", line: 2,
            leadsTo: ["did you mean 'name'?"]),
        Mistake(
            message: "cannot find 'naem' in scope", source: "{ (_, name: String) in naem }", line: 1, leadsTo: []),
        Mistake(
            message: "'async' call in a function that does not support concurrency",
            source: "func slow() async {}\nfunc view() -> String {\n    slow()\n}", line: 3,
            leadsTo: ["func view(…) async", "await"]),
        Mistake(message: "no such module 'GRDB'", leadsTo: ["--layout factory", "Package.swift"]),
        Mistake(
            message: "cannot find 'Blueprnt' in scope", source: "import Dewar\nlet b = Blueprnt(\"b\")", line: 2,
            leadsTo: ["did you mean 'Blueprint'?"]),
        Mistake(message: "cannot find 'App' in scope", source: "let app = App()", leadsTo: ["import Dewar"]),
        Mistake(message: "value of type 'App' has no member 'gett'", leadsTo: ["did you mean 'get'?"]),
        Mistake(message: "value of type 'Request' has no member 'arg'", leadsTo: ["did you mean 'args'?"]),
        Mistake(message: "type '()' cannot conform to 'ResponseConvertible'", leadsTo: ["returns nothing", "204"]),
        Mistake(
            message:
                "cannot convert value of type '@Sendable () -> String' to expected argument type '@Sendable (Request)'",
            leadsTo: ["{ _ in"]),
        Mistake(
            message: "instance method 'get' requires that 'UInt8' conform to 'PathConvertible'",
            leadsTo: ["Int", "UInt8"]),
        Mistake(
            message: "call can throw, but it is not marked with 'try' and the error is not handled", leadsTo: ["`try`"]),
    ]
}

@Suite("Hints") struct HintTests {
    @Test("lead from a newcomer's mistake to what to write", arguments: Mistake.all)
    fileprivate func lead(_ mistake: Mistake) {
        let place = Diagnostic.Place(file: "app.swift", line: mistake.line, column: 1)
        let diagnostic = Diagnostic(severity: .error, message: mistake.message, place: place).hinted(
            source: mistake.source)
        for words in mistake.leadsTo {
            #expect(diagnostic.hint?.contains(words) == true, "\(diagnostic.hint ?? "no hint") lacks \(words)")
        }
        if mistake.leadsTo.isEmpty { #expect(diagnostic.hint != "did you mean 'naem'?") }
    }

    @Test("are not given for errors nobody knows, for warnings, and where the compiler has one itself")
    func silence() {
        let unknown = Diagnostic(severity: .error, message: "something else").hinted(source: "")
        let warning = Diagnostic(severity: .warning, message: "cannot find 'naem' in scope").hinted(
            source: "let name = 1")
        let told = Diagnostic(severity: .error, message: "cannot find 'naem' in scope; did you mean 'name'?").hinted(
            source: "")
        #expect(unknown.hint == nil && warning.hint == nil && told.hint == nil)
    }

    @Test("take words out of a sentence, wherever it begins")
    func patterns() {
        #expect(WordPattern("has no member '*'").match("value has no member 'a b'") == ["a b"])
        #expect(WordPattern("'*' and '*'").match("'a' and 'b'") == ["a", "b"])
        #expect(WordPattern("'*' and '*'").match("'a' or 'b'") == nil)
        #expect(WordPattern("x *").match("x y z") == ["y z"])
        #expect(WordPattern("").match("anything") == [])
    }
}
