import DewarHTTP
import DewarRouting
import Testing

@Suite("Matching")
struct MatchTests {
    static func table(_ rules: String...) throws -> RouteTable {
        var map = RouteMap()
        for rule in rules { try map.add(Rule(rule, endpoint: rule)) }
        return try map.freeze()
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var target: String
        var rule: String?
        var values: [PathValue]
        var testDescription: String { target }

        init(_ target: String, _ rule: String?, _ values: PathValue...) {
            self.target = target
            self.rule = rule
            self.values = values
        }
    }

    @Test(
        "takes the literal first, then the heavier pattern, and goes back when the rest does not fit",
        arguments: [
            Case("/", "/"), Case("/users", "/users"), Case("/users?page=2", "/users"), Case("/users/me", "/users/me"),
            Case("/users/7", "/users/<int:id>", 7), Case("/users/ada", "/users/<name>", "ada"),
            Case("/users/me/posts", "/users/<name>/posts", "me"), Case("/users/7/posts", "/users/<name>/posts", "7"),
            Case("/users/7/posts/9", "/users/<int:id>/posts/<int:post>", 7, 9),
            Case("/users/7/posts/1.5", "/users/<int:id>/posts/<float:x>", 7, 1.5),
            Case("/files/a/b.txt", "/files/<path:p>", "a/b.txt"), Case("/files/a%20b", "/files/<path:p>", "a b"),
            Case("/caf%C3%A9", "/café"), Case("/v1.2", "/v<int:a>.<int:b>", 1, 2), Case("/nothing", nil),
            Case("/users/7/posts/x", nil), Case("/users/99999999999999999999", nil),
        ])
    func matches(_ example: Case) throws {
        let table = try MatchTests.table(
            "/", "/users", "/users/<name>", "/users/<int:id>", "/users/me", "/users/<name>/posts",
            "/users/<int:id>/posts/<int:post>", "/users/<int:id>/posts/<float:x>", "/files/<path:p>", "/café",
            "/v<int:a>.<int:b>")
        switch table.match(.get, target: example.target) {
        case .found(let rule, let captures):
            #expect(table.rule(rule).text == example.rule)
            #expect(captures.values == example.values)
        case .notFound: #expect(example.rule == nil)
        case let other: Issue.record("\(other)")
        }
    }

    @Test("hands typed values out in order, and refuses what a type does not take")
    func typed() throws {
        let table = try MatchTests.table("/<int:id>/<name>/<float:x>/<uuid:u>/<any(low, high):level>")
        let target = "/7/ada/1.5/6b1d5e0a-9c2f-4d7e-8f10-0123456789ab/low"
        guard case .found(_, var captures) = table.match(.get, target: target) else {
            Issue.record("not found")
            return
        }
        #expect(try captures.next(Int.self) == 7)
        #expect(try captures.next(String.self) == "ada")
        #expect(try captures.next(Double.self) == 1.5)
        #expect(try captures.next(String.self) == "6b1d5e0a-9c2f-4d7e-8f10-0123456789ab")
        #expect(try captures.next(Level.self) == .low)
        #expect(throws: RefusedPathValue.self) { try captures.next(Int.self) }
    }

    enum Level: String, PathConvertible { case low, high }
}
