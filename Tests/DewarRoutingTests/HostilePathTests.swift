import DewarHTTP
import DewarRouting
import TestSupport
import Testing

@Suite("Hostile paths")
struct HostilePathTests {
    @Test(
        "cost no more than their length times the patterns that could fit",
        arguments: [
            "/<a>-<b>-<c>-<d>-<e>", "/<path:a>/x/<path:b>/y/<path:c>/z", "/<a><b><c><d>", "/<int:a><int:b><int:c>x",
            "/<float:a><float:b>x", "/x<path:p>y<path:q>z/", "/<string(minlength=2, maxlength=2000):a>-<b>!",
        ])
    func bounded(_ rule: String) throws {
        let table = try MatchTests.table(rule)
        let clock = ContinuousClock()
        for piece in ["-", "/x/y", "1", "1.1", "x", "xyz", "é-"] {
            let path = "/" + String(repeating: piece, count: 16_000 / piece.utf8.count) + "!?"
            let time = clock.measure { _ = table.match(.get, path: path) }
            #expect(time < .seconds(5), "\(piece)")
        }
    }

    @Test("never do harm, whatever bytes they hold")
    func fuzz() throws {
        let table = try MatchTests.table(
            "/", "/a/<b>/", "/<int(signed=True):n>/<float:x>", "/<path:p>/end", "/<a>.<b>", "/<uuid:u>",
            "/<any(é,x):y>/<z>",
            "/f/<path:p>/")
        var generator = SeededGenerator(seed: 6)
        let pieces = [
            "/", "//", "%2F", "%", "%C3", "%C3%A9", "%FF", "a", "-1", "1.5", ".", "é", "x", "end", "%00", "?", "f",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...10, using: &generator)
            let target = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
            if case .found(let rule, var captures) = table.match(.get, target: target) {
                #expect(captures.count == table.argumentNames(ofRule: rule).count)
                while (try? captures.next(String.self)) != nil {}
            }
        }
    }

    @Test("are matched the same when every character is escaped")
    func escaped() throws {
        let table = try MatchTests.table("/users/<name>", "/é/<path:p>", "/n/<int:n>")
        for path in ["/users/ada", "/é/a/b", "/n/17", "/users/"] {
            let escaped = path.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            switch (table.match(.get, path: path), table.match(.get, target: escaped)) {
            case (.found(let a, let values), .found(let b, let others)):
                #expect(a == b && values.values == others.values)
            case (.notFound, .notFound): break
            case let other: Issue.record("\(other)")
            }
        }
    }
}
