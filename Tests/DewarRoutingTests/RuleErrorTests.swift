import DewarHTTP
import DewarRouting
import TestSupport
import Testing

@Suite("Rules that are wrong")
struct RuleErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var text: String
        var testDescription: String { rule }

        init(_ rule: String, _ text: String) {
            self.rule = rule
            self.text = text
        }
    }

    static let cases = [
        Case("", "a rule must start with a slash\nhint: write '/'"),
        Case("users", "rule 'users': a rule must start with a slash\n  users\n  ^\nhint: write '/users'"),
        Case(
            "/<itn:id>",
            "rule '/<itn:id>': there is no converter 'itn'\n  /<itn:id>\n    ^\nhint: did you mean 'int'?"),
        Case(
            "/<nothing:id>",
            "rule '/<nothing:id>': there is no converter 'nothing'\n  /<nothing:id>\n    ^\n"
                + "hint: there are any, float, int, path, string, uuid"),
        Case("/a/<id", "rule '/a/<id': the variable that starts here has no '>'\n  /a/<id\n     ^"),
        Case("/<a<b>>", "rule '/<a<b>>': the variable that starts here has no '>'\n  /<a<b>>\n   ^"),
        Case("/<>", "rule '/<>': the variable has no name\n  /<>\n    ^"),
        Case(
            "/<int:>", "rule '/<int:>': the converter 'int' is not followed by ':' and a name\n  /<int:>\n        ^"),
        Case(
            "/é/<a-b>",
            "rule '/é/<a-b>': 'a-b' is no name for a variable: letters, digits and underscores, not a digit first\n"
                + "  /é/<a-b>\n       ^"),
        Case("/<a>/<a>", "rule '/<a>/<a>': the variable 'a' stands in it twice\n  /<a>/<a>\n        ^"),
        Case(
            "/<int(maximum=5):n>",
            "rule '/<int(maximum=5):n>': the converter 'int' takes no argument 'maximum'; it takes fixed_digits, min, "
                + "max, signed\n  /<int(maximum=5):n>\n        ^"),
        Case(
            "/<string(length=\"x\"):s>",
            "rule '/<string(length=\"x\"):s>': the converter 'string' needs a whole number as 'length'\n"
                + "  /<string(length=\"x\"):s>\n           ^"),
        Case(
            "/<int(min=1:n>",
            "rule '/<int(min=1:n>': the converter 'int' cannot read the argument 'min=1:'\n  /<int(min=1:n>\n             ^"
        ),
        Case("/<int(1", "rule '/<int(1': the arguments of 'int' have no ')'\n  /<int(1\n   ^"),
    ]

    @Test("are told with the place and what to write", arguments: cases)
    func sentences(_ example: Case) {
        var map = RouteMap()
        let error = #expect(throws: RoutingError.self) { try map.add(Rule(example.rule, endpoint: "x")) }
        #expect(error?.description == example.text)
    }

    @Test("are told when the view's arguments do not agree with the rule")
    func arguments() throws {
        var map = RouteMap()
        let named = try map.add(Rule("/users/<name>", endpoint: "a"))
        let numbered = try map.add(Rule("/users/<int:id>/<float:x>", endpoint: "b", defaults: [.init("page", 1)]))
        func problem(_ rule: Int, _ types: any PathConvertible.Type...) -> String? {
            do throws(RoutingError) {
                try map.check(types, forRule: rule)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(problem(named, String.self) == nil)
        #expect(problem(named, MatchTests.Level.self) == nil)
        #expect(
            problem(named, Int.self) == """
                rule '/users/<name>': the view takes 'name' as Int, and the converter 'string' does not give that
                  /users/<name>
                          ^
                hint: write <int:name> in the rule, or take another type in the view
                """)
        #expect(
            problem(named) == """
                rule '/users/<name>': it has one variable (name), and the view takes no arguments
                hint: the view takes the request first, then one argument for each variable, in the rule's order
                """)
        #expect(problem(numbered, Int.self, Double.self, Int.self) == nil)
        #expect(problem(numbered, UInt8.self, Float.self, Int.self) == nil)
        #expect(problem(numbered, String.self, Double.self, Int.self)?.contains("'id' as String") == true)
        #expect(
            problem(numbered, Int.self, Double.self, Double.self) == nil)
        #expect(
            problem(numbered, Int.self, Double.self, Bool.self)
                == "rule '/users/<int:id>/<float:x>': the view takes 'page' as Bool, and its default 1 is none")
    }

    @Test("are told when others take what they would: all of it or some, one alone or several together")
    func hidden() throws {
        var map = RouteMap()
        try map.add(Rule("/users/<name>", endpoint: "named", methods: [.get, .post]))
        try map.add(Rule("/users/<login>", endpoint: "late", methods: [.get]))
        try map.add(Rule("/users/<login>", endpoint: "other", methods: [.delete]))
        try map.add(Rule("/users/<int:id>", endpoint: "number", methods: [.get]))
        try map.add(Rule("/users/me", endpoint: "me"))
        try map.add(Rule("/users/<x>", endpoint: "both", methods: [.get, .delete]))
        try map.add(Rule("/users/<x>", endpoint: "some", methods: [.delete, .patch]))
        try map.add(Rule("/users/me", endpoint: "me again"))
        try map.add(Rule("/users/me", endpoint: "elsewhere", subdomain: "api"))
        #expect(
            map.hidden().map { "\($0.index) by \($0.by): \($0.methods.map(\.rawValue)) \($0.isWhole)" } == [
                #"1 by 0: ["GET"] true"#, #"5 by 0: ["GET", "DELETE"] true"#, #"6 by 2: ["DELETE"] false"#,
                "7 by 4: [] true",
            ])
    }

    @Test("survive any text")
    func fuzz() {
        var generator = SeededGenerator(seed: 5)
        let seeds = [
            "/users/<int:id>/posts/<string(length=2, minlength=1):slug>",
            "/<any(a, \"b c\", 'd'):x>.<float(min=0.5):y>/",
            "/<path:p>/é/<uuid:u>",
        ]
        let pieces = ["<", ">", "(", ")", ":", ",", "=", "\"", "'", "/", "é", " ", "1", "int", "-", "\0", "🎉"]
        for round in 0..<4000 {
            var text = Array(seeds[round % seeds.count])
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<text.count, using: &generator)
                if Bool.random(using: &generator) { text.remove(at: place) }
                text.insert(contentsOf: pieces.randomElement(using: &generator)!, at: min(place, text.count))
            }
            var map = RouteMap()
            do throws(RoutingError) {
                try map.add(Rule(String(text), endpoint: "x"))
                _ = try map.freeze().match(.get, target: String(text))
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
