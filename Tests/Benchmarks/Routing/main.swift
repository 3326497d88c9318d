import DewarHTTP
import DewarRouting

/// What a match costs, in nanoseconds, with 10 rules and with 10,000:
///
///     swift run -c release bench-routing
///
/// Each figure is the median of 21 rounds.
let shapes = ["/", "/shop/cart/items", "/users/<int:id>", "/users/<int:id>/posts/<slug>", "/files/<path:name>"]

func table(rules: Int) throws -> RouteTable {
    var map = RouteMap()
    for shape in shapes { try map.add(Rule(shape, endpoint: shape, methods: [.get])) }
    for number in shapes.count..<rules {
        let texts = [
            "/area\(number)/list", "/area\(number)/<int:id>", "/users/<int:id>/part\(number)", "/part\(number)/<a>/x",
        ]
        try map.add(Rule(texts[number % 4], endpoint: "e\(number)", methods: number % 3 == 0 ? [.get, .post] : [.get]))
    }
    return try map.freeze()
}

func nanoseconds(_ table: RouteTable, _ target: String, find: Bool) -> Double {
    let count = 20_000
    var found = 0
    var rounds: [Double] = []
    for _ in 0..<21 {
        let clock = ContinuousClock()
        let time = clock.measure {
            for _ in 0..<count {
                if case .found = table.match(.get, target: target) { found += 1 }
            }
        }
        rounds.append(Double(time.components.attoseconds) / 1e9 / Double(count))
    }
    precondition(found == (find ? 21 * count : 0))
    return rounds.sorted()[10]
}

let few = try table(rules: 10)
let many = try table(rules: 10_000)
let targets = [
    ("/", true), ("/shop/cart/items", true), ("/users/12345", true), ("/users/12345?page=2", true),
    ("/users/12345/posts/hello-world", true), ("/users/12345/posts/a%20b", true), ("/files/css/site.css", true),
    ("/nothing/here", false),
]
func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
print(padded("target", 34) + padded("10 rules", 12) + padded("10,000", 12) + "ratio")
for (target, find) in targets {
    let (small, large) = (nanoseconds(few, target, find: find), nanoseconds(many, target, find: find))
    func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    print(
        padded(target, 34) + padded(rounded(small) + " ns", 12) + padded(rounded(large) + " ns", 12)
            + "\((large / small * 100).rounded() / 100)")
}
